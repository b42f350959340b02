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
import org.junit.jupiter.params.provider.MethodSource;

/** Losses of {@code losses.json} with their gradients. */
class LossesGoldenTest {

    static List<GoldenCase> doubles() {
        return GoldenFile.load("losses", Precision.DOUBLE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doubles")
    void reference(GoldenCase golden) {
        switch (golden.op()) {
            case "softmax_ce":
                ReferenceLossCases.crossEntropy(golden);
                break;
            case "kl_logits":
                ReferenceLossCases.kl(golden);
                break;
            case "entropy":
                ReferenceLossCases.entropy(golden);
                break;
            case "pi_mse":
                ReferenceLossCases.pi(golden);
                break;
            case "center_loss":
                ReferenceLossCases.centerLoss(golden);
                break;
            default:
                throw golden.unknownOperation();
        }
        golden.finish();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doubles")
    void product(GoldenCase golden) {
        switch (golden.op()) {
            case "softmax_ce":
                ProductLossCases.crossEntropy(golden);
                break;
            case "kl_logits":
                ProductLossCases.kl(golden);
                break;
            case "entropy":
                ProductLossCases.entropy(golden);
                break;
            case "pi_mse":
                ProductLossCases.pi(golden);
                break;
            case "center_loss":
                ProductLossCases.centerLoss(golden);
                break;
            default:
                throw golden.unknownOperation();
        }
        golden.finish();
    }
}
