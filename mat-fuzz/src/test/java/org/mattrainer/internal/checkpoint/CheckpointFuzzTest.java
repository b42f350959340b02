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
package org.mattrainer.internal.checkpoint;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.MatTrainer;
import org.mattrainer.fuzz.ProtoMutator;
import org.mattrainer.fuzz.Refusal;
import org.mattrainer.fuzz.Script;
import org.mattrainer.fuzz.Seeds;
import org.mattrainer.internal.files.Sha256;
import org.mattrainer.protos.CheckpointProto;
import org.mattrainer.training.CheckpointSettings;
import org.mattrainer.training.DamagedCheckpointException;
import org.mattrainer.training.TrainingRun;

/** A checkpoint with the right checksum and another content, or with bytes of the fuzzer. */
class CheckpointFuzzTest {

    private static final int HEADER = 48;
    private static final ProtoMutator MUTATOR = new ProtoMutator();

    @TempDir
    private static Path folder;

    private static byte[] header;
    private static CheckpointProto valid;

    @BeforeAll
    static void train() throws IOException {
        MatTrainer trainer = Seeds.trainer();
        trainer.setRun(new TrainingRun()
                .withCheckpoints(new CheckpointSettings(folder.resolve("run"), 1, Duration.ZERO, false)));
        trainer.train(Seeds.images());
        Path file;
        try (Stream<Path> files = Files.walk(folder)) {
            file = files.filter(path -> path.toFile().isFile() && path.toFile().length() > HEADER)
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        header = Arrays.copyOf(bytes, HEADER);
        valid = parse(Arrays.copyOfRange(bytes, HEADER, bytes.length));
    }

    private static CheckpointProto parse(byte[] payload) throws InvalidProtocolBufferException {
        return CheckpointProto.parseFrom(payload);
    }

    static Stream<byte[]> seeds() {
        return Stream.concat(
                Seeds.scripts().map(script -> Seeds.tagged(0, script)),
                Stream.of(Seeds.tagged(1, "payload"), Seeds.tagged(2, "MATCKPT1")));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void checkpoint(byte[] input) throws IOException {
        Script script = new Script(input);
        byte[] rest = Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
        byte[] bytes = switch (script.choose(3)) {
            case 0 -> file(MUTATOR.mutate(valid, script).toByteArray());
            case 1 -> file(rest);
            default -> rest;
        };
        Path file = Files.write(folder.resolve("fuzzed"), bytes);
        Refusal.allow(() -> CheckpointFile.read(file), DamagedCheckpointException.class);
    }

    private static byte[] file(byte[] payload) {
        return ByteBuffer.allocate(HEADER + payload.length)
                .put(header, 0, 8)
                .putLong(payload.length)
                .put(Sha256.digest().digest(payload))
                .put(payload)
                .array();
    }
}
