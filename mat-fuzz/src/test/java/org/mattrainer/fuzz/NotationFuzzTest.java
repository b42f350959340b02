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
package org.mattrainer.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;
import org.mattrainer.nn.NotationArchitecture;
import org.mattrainer.nn.TensorShape;

/** The notation of networks: what is read is written the same. */
class NotationFuzzTest {

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "1x28x28:C5x32-P-C5x32s2p1n-P0.3-M2-M3s2c-A2s1-B-L-R-O0.8-F-D2-P-Z-D10n",
                        "3x32x32:C3x128n-B1.0E-5d0.9-L-0.2-O-G-Z-D10-B",
                        "1x4x4:C3x2s999999999-B-P-F-D2-L-Z-D2",
                        "99999x99999x99999:F-Z-D1",
                        "5x1x50000000:C3x5-G-Z-D2",
                        "C5x32-P-M2-F-D2-P-Z-D*")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void notation(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Refusal.allow(
                () -> {
                    Network network = NetworkNotation.parse(text);
                    assertEquals(network, NetworkNotation.parse(network.notation()));
                },
                IllegalArgumentException.class);
        Refusal.allow(
                () -> new NotationArchitecture(text).network(new TensorShape(3, 32, 32), 10),
                IllegalArgumentException.class,
                PropertyException.class);
    }
}
