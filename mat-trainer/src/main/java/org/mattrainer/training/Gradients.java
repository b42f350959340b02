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
package org.mattrainer.training;

/** The gradient of all parameters as one vector. */
final class Gradients {

    private Gradients() {}

    /** The 2-norm, summed in double precision in a fixed order. */
    static double norm(float[] gradient) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        // Four sums do not wait for each other.
        for (; i + 3 < gradient.length; i += 4) {
            a += (double) gradient[i] * gradient[i];
            b += (double) gradient[i + 1] * gradient[i + 1];
            c += (double) gradient[i + 2] * gradient[i + 2];
            d += (double) gradient[i + 3] * gradient[i + 3];
        }
        for (; i < gradient.length; i++) {
            a += (double) gradient[i] * gradient[i];
        }
        return Math.sqrt(a + b + (c + d));
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
