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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
import org.mattrainer.internal.files.FileErrors;

/**
 * Keeps the results of attacks in a folder, one {@link PartialFile} for each attack, so that an evaluation that was ended
 * goes on. A file that is damaged or was altered is told and not used.
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
        return new PartialFile(folder, attack.name(), key.of(attack), "results");
    }

    /** The results that were saved for an attack; stale ones are removed. */
    List<AttackResult> load(Attack attack) {
        PartialFile file = file(attack);
        try {
            Optional<byte[]> content = file.read();
            if (content.isEmpty()) {
                return List.of();
            }
            List<AttackResult> results = read(new DataInputStream(new ByteArrayInputStream(content.get())), attack);
            logger.info(attack.name() + ": " + results.size() + " results taken from " + file.path());
            return results;
        } catch (IOException | IllegalArgumentException e) {
            String reason = e instanceof IOException io ? FileErrors.reason(io) : e.getMessage();
            logger.warning(file.path() + ": not a file of results, the attack is run again (" + reason + ")");
            return List.of();
        }
    }

    private List<AttackResult> read(DataInputStream in, Attack attack) throws IOException {
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("expected format " + FORMAT + ", found " + format);
        }
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
        try {
            file(attack).write(payload(results));
        } catch (IOException e) {
            throw new IllegalStateException("An array takes all bytes", e);
        }
    }

    private static byte[] payload(List<AttackResult> results) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeInt(FORMAT);
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
        return bytes.toByteArray();
    }
}
