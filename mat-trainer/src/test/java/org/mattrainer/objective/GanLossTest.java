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
package org.mattrainer.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Weights of examples in generative adversarial networks. */
class GanLossTest {

    private static final float[] LOGITS = {1, -2, 0.5f, 3, 0, -1};

    /** Weights are relative to all examples of a training, not to those of a batch. */
    @Test
    void weightsScaleTheLossOfRealImagesAlone() {
        for (boolean real : new boolean[] {true, false}) {
            GanLossProbe.Result plain = GanLossProbe.presence(LOGITS, 2, real, 1);
            GanLossProbe.Result heavy = GanLossProbe.presence(LOGITS, 2, real, 3, 3);
            double factor = real ? 3 : 1;
            assertEquals(factor * plain.value(), heavy.value(), 1e-12);
            for (int i = 0; i < LOGITS.length; i++) {
                assertEquals(factor * plain.gradient()[i], heavy.gradient()[i], 1e-12);
            }
        }
    }
}
