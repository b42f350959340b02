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
package org.mattrainer.evaluation.run.study;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.config.Components;
import org.mattrainer.evaluation.config.ResolvedConfig;
import org.mattrainer.evaluation.run.DataHashes;
import org.mattrainer.evaluation.run.JobComponents;
import org.mattrainer.evaluation.trial.Trial;
import org.tribuo.Trainer;
import org.tribuo.provenance.TrainerProvenance;

/**
 * A trial whose configuration is worked out, with none of its components made.
 *
 * @param trial the trial
 * @param manager the configuration
 * @param job name of the job's component
 * @param options the command line for its run
 */
record OpenedTrial(Trial trial, ConfigurationManager manager, String job, CommandOptions options) {

    /** The configuration by itself. */
    ResolvedConfig config() {
        return new ResolvedConfig(manager, job);
    }

    /**
     * The settings of the trainer, which it makes.
     *
     * @throws org.mattrainer.evaluation.command.CommandException if it cannot be made
     */
    TrainerProvenance trainer() {
        Components components = new Components(manager);
        String name = components.text(job, "trainer").orElseThrow();
        JobComponents.lookUp(manager, components, name);
        return ((Trainer<?>) manager.lookup(name)).getProvenance();
    }

    /**
     * One hash of all files that it reads. It makes the sources.
     *
     * @throws org.mattrainer.evaluation.command.CommandException if a source cannot be made
     */
    String dataHash() {
        return DataHashes.of(manager, job);
    }
}
