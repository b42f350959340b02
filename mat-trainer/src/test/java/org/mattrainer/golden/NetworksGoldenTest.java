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
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.reference.ReferenceNetwork;
import org.mattrainer.reference.ReferencePass;

/** The whole networks of {@code networks.json}: features, logits, loss and gradient, and evaluation after training. */
class NetworksGoldenTest {

    static List<GoldenCase> doubles() {
        return GoldenFile.load("networks", Precision.DOUBLE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doubles")
    void reference(GoldenCase golden) {
        NetworkCase c = new NetworkCase(golden);
        ReferenceNetwork network = new ReferenceNetwork(c.network(), c.parameters(), c.statistics());
        ReferencePass pass = network.forward(c.x(), c.size(), new ReferenceNetwork.Mode(true, true, Map.of()));
        double[] gradient = pass.backward(null, c.upstream(pass.logits())).parameters();
        ReferencePass evaluation = network.forward(c.x(), c.size(), ReferenceNetwork.Mode.EVALUATION);
        c.verify(pass.latent(), pass.logits(), gradient, evaluation.logits());
    }
}
