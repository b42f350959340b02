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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.mattrainer.evaluation.attack.Attack;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.Outcome;
import org.mattrainer.evaluation.format.FileNames;
import org.mattrainer.internal.files.AtomicFiles;
import org.mattrainer.internal.files.FileErrors;
import org.mattrainer.internal.files.Leftovers;

/**
 * Keeps the results of attacks in a folder, one file for each attack, so that an evaluation that was ended goes on. A
 * file's name ends with a hash of the model, the attack and the examples; a file of the same attack with another hash is
 * stale and is removed. A file that is damaged or was altered is told and not used.
 *
 * <pre>
 * The format: SHA-256 of the file's hash and of all that follows, then the results.
 * </pre>
 */
final class ResultStore {

    private static final Logger logger = Logger.getLogger(ResultStore.class.getName());
    private static final int FORMAT = 2;
    private static final int CHECKSUM_BYTES = 32;
    private static final long MOST_BYTES = 1 << 28;

    private final Path folder;
    private final ResultKey key;
    private final int examples;

    ResultStore(Path folder, ResultKey key, int examples) {
        this.folder = folder;
        this.key = key;
        this.examples = examples;
    }

    private Path file(Attack attack) {
        return folder.resolve(FileNames.unique(attack.name()) + "." + key.of(attack) + ".results");
    }

    /** The results that were saved for an attack; stale ones are removed. */
    List<AttackResult> load(Attack attack) {
        Path file = file(attack);
        Leftovers.remove(folder);
        removeStale(attack, file);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            List<AttackResult> results = read(file, attack);
            logger.info(attack.name() + ": " + results.size() + " results taken from " + file);
            return results;
        } catch (IOException | IllegalArgumentException e) {
            String reason = e instanceof IOException io ? FileErrors.reason(io) : e.getMessage();
            logger.warning(file + ": not a file of results, the attack is run again (" + reason + ")");
            return List.of();
        }
    }

    private void removeStale(Attack attack, Path current) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        String prefix = FileNames.unique(attack.name()) + ".";
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> stale = files.filter(f -> !f.equals(current))
                    .filter(f -> f.getFileName().toString().matches(prefix + "[0-9a-f]+\\.results"))
                    .toList();
            for (Path file : stale) {
                logger.info(file + ": removed, as it is of another model, other examples or settings");
                Files.delete(file);
            }
        } catch (IOException e) {
            logger.warning(folder + ": results of earlier evaluations stay there (" + FileErrors.reason(e) + ")");
        }
    }

    private List<AttackResult> read(Path file, Attack attack) throws IOException {
        long size = Files.size(file);
        if (size <= CHECKSUM_BYTES || size > MOST_BYTES) {
            throw new IOException("expected up to " + MOST_BYTES + " bytes, found " + size);
        }
        byte[] bytes = Files.readAllBytes(file);
        byte[] payload = Arrays.copyOfRange(bytes, CHECKSUM_BYTES, bytes.length);
        if (!Arrays.equals(checksum(attack, payload), Arrays.copyOf(bytes, CHECKSUM_BYTES))) {
            throw new IOException("its checksum is wrong");
        }
        return read(new DataInputStream(new ByteArrayInputStream(payload)), attack);
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
            byte[] payload = payload(results);
            AtomicFiles.write(file(attack), output -> {
                output.write(checksum(attack, payload));
                output.write(payload);
            });
        } catch (IOException e) {
            logger.warning(e.getMessage() + "; the evaluation goes on, but cannot be resumed from here");
        }
    }

    private byte[] checksum(Attack attack, byte[] payload) {
        MessageDigest digest = ResultKey.sha256();
        digest.update(key.of(attack).getBytes(StandardCharsets.US_ASCII));
        return digest.digest(payload);
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
