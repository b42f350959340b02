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

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.mattrainer.evaluation.attack.Attack;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.Outcome;

/**
 * Keeps the results of attacks in a folder, one file for each attack, so that an evaluation that was ended goes on. A
 * file's name ends with a hash of the model, the attack and the examples; a file of the same attack with another hash is
 * stale and is removed.
 */
final class ResultStore {

    private static final Logger logger = Logger.getLogger(ResultStore.class.getName());
    private static final int FORMAT = 1;

    private final Path folder;
    private final ResultKey key;
    private final int examples;

    ResultStore(Path folder, ResultKey key, int examples) {
        this.folder = folder;
        this.key = key;
        this.examples = examples;
    }

    private static String stem(Attack attack) {
        return attack.name().replaceAll("[^A-Za-z0-9]+", "-");
    }

    private Path file(Attack attack) {
        return folder.resolve(stem(attack) + "." + key.of(attack) + ".results");
    }

    /** The results that were saved for an attack; stale ones are removed. */
    List<AttackResult> load(Attack attack) {
        Path file = file(attack);
        removeStale(attack, file);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            List<AttackResult> results = read(in, attack);
            logger.info(attack.name() + ": " + results.size() + " results taken from " + file);
            return results;
        } catch (IOException | IllegalArgumentException e) {
            logger.warning(file + ": not a file of results, the attack is run again (" + e + ")");
            return List.of();
        }
    }

    private void removeStale(Attack attack, Path current) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        String prefix = stem(attack) + ".";
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> stale = files.filter(f -> !f.equals(current))
                    .filter(f -> f.getFileName().toString().matches(prefix + "[0-9a-f]+\\.results"))
                    .toList();
            for (Path file : stale) {
                logger.info(file + ": removed, as it is of another model, other examples or settings");
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<AttackResult> read(DataInputStream in, Attack attack) throws IOException {
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("Expected format " + FORMAT + ", found " + format);
        }
        List<AttackResult> results = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            double radius = in.readDouble();
            long gradients = in.readLong();
            long zeroGradients = in.readLong();
            List<Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i < examples; i++) {
                outcomes.add(new Outcome(in.readBoolean(), in.readUTF(), in.readDouble()));
            }
            results.add(new AttackResult(attack.name(), attack.norm(), radius, outcomes, gradients, zeroGradients));
        }
        return results;
    }

    /** Replaces the results of an attack. */
    void save(Attack attack, List<AttackResult> results) {
        Path file = file(attack);
        Path temporary = folder.resolve(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.createDirectories(folder);
            try (OutputStream out = Files.newOutputStream(temporary);
                    DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out))) {
                write(data, results);
            }
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream data, List<AttackResult> results) throws IOException {
        data.writeInt(FORMAT);
        data.writeInt(results.size());
        for (AttackResult result : results) {
            data.writeDouble(result.radius());
            data.writeLong(result.gradients());
            data.writeLong(result.zeroGradients());
            for (Outcome outcome : result.outcomes()) {
                data.writeBoolean(outcome.robust());
                data.writeUTF(outcome.predicted());
                data.writeDouble(outcome.distortion());
            }
        }
    }
}
