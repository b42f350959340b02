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

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.FastGradientMethod;
import org.mattrainer.fuzz.Refusal;
import org.mattrainer.fuzz.Seeds;

/** Partial results of an attack: what does not fit is done again, with a warning. */
class ResultsFuzzTest {

    private static final FastGradientMethod ATTACK = new FastGradientMethod(2, new double[] {0.5, 1}, false, true);
    private static final int EXAMPLES = 8;

    @TempDir
    private static Path folder;

    private static ResultStore store;
    private static Path file;
    private static byte[] valid;

    @BeforeAll
    static void evaluate() throws IOException {
        MatModel model = Seeds.model();
        store = new ResultStore(folder, new ResultKey(model, model.predict(Seeds.images()), "fuzz"), EXAMPLES);
        store.save(ATTACK, List.of());
        try (Stream<Path> files = Files.list(folder)) {
            file = files.findFirst().orElseThrow();
        }
        valid = Files.readAllBytes(file);
    }

    static Stream<byte[]> seeds() {
        byte[] many = valid.clone();
        many[4] = 127;
        return Stream.of(valid, many, new byte[0], new byte[1000]);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void results(byte[] input) throws IOException {
        Files.write(file, input);
        Refusal.allow(() -> {
            for (AttackResult result : store.load(ATTACK)) {
                if (result.outcomes().size() != EXAMPLES) {
                    throw new AssertionError("results of " + result.outcomes().size() + " examples");
                }
            }
        });
    }
}
