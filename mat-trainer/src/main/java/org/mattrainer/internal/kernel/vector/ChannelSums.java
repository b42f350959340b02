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
import org.mattrainer.internal.kernel.Pointwise;

/** Sums over the pixels of a compact image for one vector of channels. */
final class ChannelSums {

    private static final VectorSpecies<Float> S = VectorSize.SPECIES;

    private ChannelSums() {}

    static void gradient(
            Pointwise f,
            float[] centres,
            int c,
            float[] dy,
            int t,
            float[] x,
            int p,
            int length,
            int stride,
            float[] sums) {
        FloatVector scale = FloatVector.fromArray(S, f.scale(), c);
        FloatVector shift = FloatVector.fromArray(S, f.shift(), c);
        FloatVector slope = FloatVector.fromArray(S, f.slope(), c);
        FloatVector centre = FloatVector.fromArray(S, centres, c);
        FloatVector sum = FloatVector.zero(S);
        FloatVector product = FloatVector.zero(S);
        FloatVector below = FloatVector.zero(S);
        for (int i = 0; i < length; i += stride) {
            FloatVector value = FloatVector.fromArray(S, x, p + i);
            FloatVector g = FloatVector.fromArray(S, dy, t + i);
            FloatVector u = value.fma(scale, shift);
            VectorMask<Float> positive = u.compare(VectorOperators.GT, 0f);
            FloatVector du = g.mul(slope).blend(g, positive);
            sum = du.add(sum);
            product = du.fma(value.sub(centre), product);
            below = g.mul(u).blend(0f, positive).add(below);
        }
        FloatVector.zero(S).add(sum).intoArray(sums, c);
        FloatVector.zero(S).add(product).intoArray(sums, stride + c);
        FloatVector.zero(S).add(below).intoArray(sums, 2 * stride + c);
    }

    static void tangent(
            float[] centres, int c, float[] dx, int t, float[] x, int p, int length, int stride, float[] sums) {
        FloatVector centre = FloatVector.fromArray(S, centres, c);
        FloatVector sum = FloatVector.zero(S);
        FloatVector product = FloatVector.zero(S);
        for (int i = 0; i < length; i += stride) {
            FloatVector du = FloatVector.fromArray(S, dx, t + i);
            sum = du.add(sum);
            product = du.fma(FloatVector.fromArray(S, x, p + i).sub(centre), product);
        }
        FloatVector.zero(S).add(sum).intoArray(sums, c);
        FloatVector.zero(S).add(product).intoArray(sums, stride + c);
    }

    static void mean(float[] x, int p, int length, int stride, float weight, float[] moments, int c) {
        FloatVector sum = FloatVector.zero(S);
        for (int i = 0; i < length; i += stride) {
            sum = FloatVector.fromArray(S, x, p + i).add(sum);
        }
        FloatVector.zero(S).add(sum).mul(weight).intoArray(moments, c);
    }

    static void squares(float[] x, int p, int length, int stride, float[] moments, int c) {
        FloatVector mean = FloatVector.fromArray(S, moments, c);
        FloatVector sum = FloatVector.zero(S);
        for (int i = 0; i < length; i += stride) {
            FloatVector deviation = FloatVector.fromArray(S, x, p + i).sub(mean);
            sum = deviation.fma(deviation, sum);
        }
        FloatVector.zero(S).add(sum).intoArray(moments, stride + c);
    }
}
