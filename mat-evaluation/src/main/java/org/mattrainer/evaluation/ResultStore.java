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
package org.mattrainer.evaluation;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import org.mattrainer.evaluation.attack.Attack;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.Outcome;

/**
 * Keeps the results of attacks in a folder, one {@link PartialFile} for each attack, so that an evaluation that was ended
 * goes on.
 */
final class ResultStore {

    private static final Logger logger = Logger.getLogger(ResultStore.class.getName());
    private static final int FORMAT = 2;

    private final Path folder;
    private final ResultKey key;
    private final int examples;

    ResultStore(Path folder, ResultKey key, int examples) {
        this.folder = folder;
        this.key = key;
        this.examples = examples;
    }

    private PartialFile file(Attack attack) {
        return new PartialFile(folder, attack.name(), key.of(attack), "results", FORMAT);
    }

    /** The results that were saved for an attack; stale ones are removed. */
    List<AttackResult> load(Attack attack) {
        PartialFile file = file(attack);
        Optional<List<AttackResult>> known = file.load(in -> read(in, attack));
        known.ifPresent(
                results -> logger.info(attack.name() + ": " + results.size() + " results taken from " + file.path()));
        return known.orElse(List.of());
    }

    private List<AttackResult> read(DataInputStream in, Attack attack) throws IOException {
        List<AttackResult> results = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            double radius = in.readDouble();
            long gradients = in.readLong();
            long zeroGradients = in.readLong();
            List<Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i < examples; i++) {
                outcomes.add(new Outcome(in.readBoolean(), readText(in), in.readDouble()));
            }
            results.add(new AttackResult(attack.name(), attack.norm(), radius, outcomes, gradients, zeroGradients));
        }
        return results;
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    /** Replaces the results of an attack. Where they cannot be kept, that is told and the evaluation goes on. */
    void save(Attack attack, List<AttackResult> results) {
        file(attack).save(out -> write(out, results));
    }

    private static void write(DataOutputStream data, List<AttackResult> results) throws IOException {
        data.writeInt(results.size());
        for (AttackResult result : results) {
            data.writeDouble(result.radius());
            data.writeLong(result.gradients());
            data.writeLong(result.zeroGradients());
            for (Outcome outcome : result.outcomes()) {
                data.writeBoolean(outcome.robust());
                byte[] label = outcome.predicted().getBytes(StandardCharsets.UTF_8);
                data.writeInt(label.length);
                data.write(label);
                data.writeDouble(outcome.distortion());
            }
        }
    }
}
