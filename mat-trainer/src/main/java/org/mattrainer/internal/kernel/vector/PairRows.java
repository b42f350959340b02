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
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.mattrainer.internal.kernel.Correction;
import org.mattrainer.internal.kernel.Pointwise;

/**
 * The kernels of {@link PointwiseRows} that residual networks spend most time in, for two neighbouring vectors of channels
 * at once: an image that comes from memory is then read in fewer passes over its rows.
 */
final class PairRows {

    /** Floats of two vectors. */
    static final int PAIR = 2 * VectorSize.LENGTH;

    private static final VectorSpecies<Float> S = VectorSize.SPECIES;
    private static final int LENGTH = VectorSize.LENGTH;

    private PairRows() {}

    static void activate(Pointwise f, int c, float[] x, int p, float[] y, int q, int length, int stride) {
        FloatVector scale = FloatVector.fromArray(S, f.scale(), c);
        FloatVector shift = FloatVector.fromArray(S, f.shift(), c);
        FloatVector slope = FloatVector.fromArray(S, f.slope(), c);
        FloatVector nextScale = FloatVector.fromArray(S, f.scale(), c + LENGTH);
        FloatVector nextShift = FloatVector.fromArray(S, f.shift(), c + LENGTH);
        FloatVector nextSlope = FloatVector.fromArray(S, f.slope(), c + LENGTH);
        for (int i = 0; i < length; i += stride) {
            FloatVector u = FloatVector.fromArray(S, x, p + i).fma(scale, shift);
            FloatVector v = FloatVector.fromArray(S, x, p + i + LENGTH).fma(nextScale, nextShift);
            VectorMask<Float> positive = u.compare(VectorOperators.GT, 0f);
            VectorMask<Float> nextPositive = v.compare(VectorOperators.GT, 0f);
            u.mul(slope).blend(u, positive).intoArray(y, q + i);
            v.mul(nextSlope).blend(v, nextPositive).intoArray(y, q + i + LENGTH);
        }
    }

    static void gradient(
            Pointwise f,
            Correction k,
            int c,
            float[] dy,
            int t,
            float[] x,
            int p,
            float[] dx,
            int q,
            int length,
            int stride) {
        FloatVector scale = FloatVector.fromArray(S, f.scale(), c);
        FloatVector shift = FloatVector.fromArray(S, f.shift(), c);
        FloatVector slope = FloatVector.fromArray(S, f.slope(), c);
        FloatVector base = FloatVector.fromArray(S, k.base(), c);
        FloatVector tilt = FloatVector.fromArray(S, k.tilt(), c);
        FloatVector nextScale = FloatVector.fromArray(S, f.scale(), c + LENGTH);
        FloatVector nextShift = FloatVector.fromArray(S, f.shift(), c + LENGTH);
        FloatVector nextSlope = FloatVector.fromArray(S, f.slope(), c + LENGTH);
        FloatVector nextBase = FloatVector.fromArray(S, k.base(), c + LENGTH);
        FloatVector nextTilt = FloatVector.fromArray(S, k.tilt(), c + LENGTH);
        for (int i = 0; i < length; i += stride) {
            FloatVector u = FloatVector.fromArray(S, x, p + i);
            FloatVector v = FloatVector.fromArray(S, x, p + i + LENGTH);
            FloatVector g = FloatVector.fromArray(S, dy, t + i);
            FloatVector h = FloatVector.fromArray(S, dy, t + i + LENGTH);
            VectorMask<Float> positive = u.fma(scale, shift).compare(VectorOperators.GT, 0f);
            VectorMask<Float> nextPositive = v.fma(nextScale, nextShift).compare(VectorOperators.GT, 0f);
            g.mul(slope).blend(g, positive).fma(scale, u.fma(tilt, base)).intoArray(dx, q + i);
            h.mul(nextSlope)
                    .blend(h, nextPositive)
                    .fma(nextScale, v.fma(nextTilt, nextBase))
                    .intoArray(dx, q + i + LENGTH);
        }
    }
}
