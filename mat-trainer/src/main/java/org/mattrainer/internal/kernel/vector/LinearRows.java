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

    static float dot(float[] a, int p, float[] b, int q, int length) {
        int whole = length - length % LENGTH;
        float sum = whole == 0 ? 0f : wholeDot(a, p, b, q, whole);
        for (int i = whole; i < length; i++) {
            sum += a[p + i] * b[q + i];
        }
        return sum;
    }

    /** Four chains hide the latency of the multiply-add; the order depends on the length alone. */
    private static float wholeDot(float[] a, int p, float[] b, int q, int length) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = FloatVector.zero(S);
        FloatVector s2 = FloatVector.zero(S);
        FloatVector s3 = FloatVector.zero(S);
        int i = 0;
        for (; i <= length - 4 * LENGTH; i += 4 * LENGTH) {
            s0 = FloatVector.fromArray(S, a, p + i).fma(FloatVector.fromArray(S, b, q + i), s0);
            s1 = FloatVector.fromArray(S, a, p + i + LENGTH).fma(FloatVector.fromArray(S, b, q + i + LENGTH), s1);
            s2 = FloatVector.fromArray(S, a, p + i + 2 * LENGTH)
                    .fma(FloatVector.fromArray(S, b, q + i + 2 * LENGTH), s2);
            s3 = FloatVector.fromArray(S, a, p + i + 3 * LENGTH)
                    .fma(FloatVector.fromArray(S, b, q + i + 3 * LENGTH), s3);
        }
        FloatVector sum = FloatVector.zero(S)
                .add(s0)
                .add(s1)
                .add(FloatVector.zero(S).add(s2).add(s3));
        for (; i < length; i += LENGTH) {
            sum = FloatVector.fromArray(S, a, p + i).fma(FloatVector.fromArray(S, b, q + i), sum);
        }
        return LaneSums.sum(sum);
    }
}
