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
package org.mattrainer.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mattrainer.benchmarks.contest.BenchCase;
import org.mattrainer.benchmarks.contest.StepKind;
import org.mattrainer.nn.Network;

class BenchNetworksTest {

    @ParameterizedTest
    @CsvSource({"LENETS_PLUS_PLUS, 797624", "CONV_LARGE, 3121802"})
    void parameters(BenchCase benchCase, int expected) {
        assertEquals(expected, BenchNetworks.of(benchCase).parameterCount());
    }

    @ParameterizedTest
    @CsvSource({
        "LENETS_PLUS_PLUS, INFERENCE, 161.8",
        "LENETS_PLUS_PLUS, SUPERVISED, 484",
        "LENETS_PLUS_PLUS, MAT, 1292",
        "LENETS_PLUS_PLUS, ATTACK, 12944",
        "LENETS_PLUS_PLUS, ADAPTIVE_ATTACK, 32522",
        "CONV_LARGE, INFERENCE, 1463",
        "CONV_LARGE, SUPERVISED, 4381",
        "CONV_LARGE, MAT, 11690"
    })
    void megaflopsOfAnImage(BenchCase benchCase, StepKind kind, double expected) {
        Network network = BenchNetworks.of(benchCase);
        assertEquals(expected, BenchNetworks.flops(network, kind) * 1e-6, expected * 1e-3);
    }
}
