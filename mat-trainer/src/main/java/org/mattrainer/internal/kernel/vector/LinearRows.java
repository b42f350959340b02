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
package org.mattrainer.internal.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Kernels on runs of floats of any length; what is left after the last whole vector is done by scalar code. */
final class LinearRows {

    private static final VectorSpecies<Float> S = VectorSize.SPECIES;
    private static final int LENGTH = VectorSize.LENGTH;

    private LinearRows() {}

    static void multiply(float[] x, int p, float[] factor, int q, int length) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector.fromArray(S, x, p + i)
                    .mul(FloatVector.fromArray(S, factor, q + i))
                    .intoArray(x, p + i);
        }
        for (; i < length; i++) {
            x[p + i] *= factor[q + i];
        }
    }

    static void axpy(float alpha, float[] x, int p, float[] y, int q, int length) {
        FloatVector factor = FloatVector.broadcast(S, alpha);
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector.fromArray(S, x, p + i)
                    .fma(factor, FloatVector.fromArray(S, y, q + i))
                    .intoArray(y, q + i);
        }
        for (; i < length; i++) {
            y[q + i] = alpha * x[p + i] + y[q + i];
        }
    }
}
