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

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.mattrainer.internal.kernel.Pointwise;

/** The sums of {@link ChannelSums} for images of many channels, see {@link PixelRows}; the sums stay in memory. */
final class PixelSums {

    private static final VectorSpecies<Float> S = VectorSize.SPECIES;
    private static final int LENGTH = VectorSize.LENGTH;

    private PixelSums() {}

    static void gradient(
            Pointwise f, float[] centre, float[] dy, int t, float[] x, int p, int length, int stride, float[] sums) {
        Arrays.fill(sums, 0, 3 * stride, 0f);
        for (int i = 0; i < length; i += stride) {
            gradient(f.scale(), f.shift(), f.slope(), centre, dy, t + i, x, p + i, stride, sums);
        }
    }

    private static void gradient(
            float[] scales,
            float[] shifts,
            float[] slopes,
            float[] centres,
            float[] dy,
            int t,
            float[] x,
            int p,
            int stride,
            float[] sums) {
        for (int c = 0; c < stride; c += LENGTH) {
            FloatVector value = FloatVector.fromArray(S, x, p + c);
            FloatVector g = FloatVector.fromArray(S, dy, t + c);
            FloatVector u = value.fma(FloatVector.fromArray(S, scales, c), FloatVector.fromArray(S, shifts, c));
            VectorMask<Float> positive = u.compare(VectorOperators.GT, 0f);
            FloatVector du = g.mul(FloatVector.fromArray(S, slopes, c)).blend(g, positive);
            du.add(FloatVector.fromArray(S, sums, c)).intoArray(sums, c);
            du.fma(value.sub(FloatVector.fromArray(S, centres, c)), FloatVector.fromArray(S, sums, stride + c))
                    .intoArray(sums, stride + c);
            g.mul(u)
                    .blend(0f, positive)
                    .add(FloatVector.fromArray(S, sums, 2 * stride + c))
                    .intoArray(sums, 2 * stride + c);
        }
    }

    static void tangent(float[] centre, float[] dx, int t, float[] x, int p, int length, int stride, float[] sums) {
        Arrays.fill(sums, 0, 2 * stride, 0f);
        for (int i = 0; i < length; i += stride) {
            tangentPixel(centre, dx, t + i, x, p + i, stride, sums);
        }
    }

    private static void tangentPixel(float[] centres, float[] dx, int t, float[] x, int p, int stride, float[] sums) {
        for (int c = 0; c < stride; c += LENGTH) {
            FloatVector du = FloatVector.fromArray(S, dx, t + c);
            du.add(FloatVector.fromArray(S, sums, c)).intoArray(sums, c);
            du.fma(
                            FloatVector.fromArray(S, x, p + c).sub(FloatVector.fromArray(S, centres, c)),
                            FloatVector.fromArray(S, sums, stride + c))
                    .intoArray(sums, stride + c);
        }
    }
}
