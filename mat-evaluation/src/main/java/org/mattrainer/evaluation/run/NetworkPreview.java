/*
 * Copyright (c) 2026 The MatTrainer developers.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package org.mattrainer.evaluation.run;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.util.Optional;
import org.mattrainer.MatTrainer;
import org.mattrainer.data.IdxImageSource;
import org.mattrainer.evaluation.config.Components;
import org.mattrainer.nn.Architecture;
import org.mattrainer.nn.LeNetsPlusPlus;
import org.mattrainer.nn.Network;

/** The network that a job will train, as far as the headers of its files tell before any image is read. */
final class NetworkPreview {

    private NetworkPreview() {}

    /** The network, where the job trains one on IDX files. */
    static Optional<Network> of(ConfigurationManager manager, Components components, String jobName) {
        Optional<String> trainer = firstReachable(components, jobName, MatTrainer.class);
        Optional<IdxImageSource> images = firstReachable(
                        components, components.text(jobName, "trainSource").orElse(jobName), IdxImageSource.class)
                .map(name -> (IdxImageSource) manager.lookup(name));
        if (trainer.isEmpty() || images.isEmpty()) {
            return Optional.empty();
        }
        Architecture architecture = components
                .text(trainer.get(), "architecture")
                .map(name -> (Architecture) manager.lookup(name))
                .orElseGet(LeNetsPlusPlus::new);
        IdxImageSource source = images.get();
        return Optional.of(architecture.network(
                source.shape().toTensorShape(), source.labels().size()));
    }

    private static Optional<String> firstReachable(Components components, String root, Class<?> type) {
        return components.reachable(root).stream()
                .filter(name -> components.has(name, type))
                .findFirst();
    }
}
