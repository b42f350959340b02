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
package org.mattrainer.internal.training;

import org.mattrainer.adversarial.NormBall;

/** The gradient of all parameters as one vector. */
final class Gradients {

    private Gradients() {}

    /** The 2-norm. */
    static double norm(float[] gradient) {
        return Math.sqrt(NormBall.squares(gradient, 0, gradient.length));
    }

    /** Scales a gradient of the given norm down to the largest norm allowed; 0 allows all. */
    static void clip(float[] gradient, double norm, double largest) {
        if (largest == 0 || norm <= largest) {
            return;
        }
        float scale = (float) (largest / norm);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] *= scale;
        }
    }
}
