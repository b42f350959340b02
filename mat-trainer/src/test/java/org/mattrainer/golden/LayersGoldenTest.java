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
package org.mattrainer.golden;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.reference.EngineProbe;
import org.mattrainer.reference.NetworkProbe;

/** Every layer of {@code layers.json}: outputs, gradients of input and parameters, running statistics. */
class LayersGoldenTest {

    static List<GoldenCase> doubles() {
        return GoldenFile.load("layers", Precision.DOUBLE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doubles")
    void reference(GoldenCase golden) {
        LayerCase layer = new LayerCase(golden);
        NetworkProbe probe = layer.probe();
        layer.verify(probe, probe.reference(golden::exact));
    }

    static List<Arguments> floats() {
        return Algorithms.all("layers");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("floats")
    void engine(GoldenCase golden, ConvolutionAlgorithm algorithm) {
        LayerCase layer = new LayerCase(golden);
        NetworkProbe probe = layer.probe();
        layer.verify(probe, EngineProbe.answer(probe, algorithm));
    }
}
