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

/** The sums of {@link ChannelSums} for two neighbouring vectors of channels at once, see {@link PairRows}. */
final class PairSums {

    private static final VectorSpecies<Float> S = VectorSize.SPECIES;
    private static final int LENGTH = VectorSize.LENGTH;

    private PairSums() {}

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
        FloatVector nextScale = FloatVector.fromArray(S, f.scale(), c + LENGTH);
        FloatVector nextShift = FloatVector.fromArray(S, f.shift(), c + LENGTH);
        FloatVector nextSlope = FloatVector.fromArray(S, f.slope(), c + LENGTH);
        FloatVector nextCentre = FloatVector.fromArray(S, centres, c + LENGTH);
        FloatVector sum = FloatVector.zero(S);
        FloatVector product = FloatVector.zero(S);
        FloatVector below = FloatVector.zero(S);
        FloatVector nextSum = FloatVector.zero(S);
        FloatVector nextProduct = FloatVector.zero(S);
        FloatVector nextBelow = FloatVector.zero(S);
        for (int i = 0; i < length; i += stride) {
            FloatVector value = FloatVector.fromArray(S, x, p + i);
            FloatVector nextValue = FloatVector.fromArray(S, x, p + i + LENGTH);
            FloatVector g = FloatVector.fromArray(S, dy, t + i);
            FloatVector h = FloatVector.fromArray(S, dy, t + i + LENGTH);
            FloatVector u = value.fma(scale, shift);
            FloatVector v = nextValue.fma(nextScale, nextShift);
            VectorMask<Float> positive = u.compare(VectorOperators.GT, 0f);
            VectorMask<Float> nextPositive = v.compare(VectorOperators.GT, 0f);
            FloatVector du = g.mul(slope).blend(g, positive);
            FloatVector dv = h.mul(nextSlope).blend(h, nextPositive);
            sum = du.add(sum);
            nextSum = dv.add(nextSum);
            product = du.fma(value.sub(centre), product);
            nextProduct = dv.fma(nextValue.sub(nextCentre), nextProduct);
            below = g.mul(u).blend(0f, positive).add(below);
            nextBelow = h.mul(v).blend(0f, nextPositive).add(nextBelow);
        }
        FloatVector zero = FloatVector.zero(S);
        zero.add(sum).intoArray(sums, c);
        zero.add(nextSum).intoArray(sums, c + LENGTH);
        zero.add(product).intoArray(sums, stride + c);
        zero.add(nextProduct).intoArray(sums, stride + c + LENGTH);
        zero.add(below).intoArray(sums, 2 * stride + c);
        zero.add(nextBelow).intoArray(sums, 2 * stride + c + LENGTH);
    }

    static void mean(float[] x, int p, int length, int stride, float weight, float[] moments, int c) {
        FloatVector sum = FloatVector.zero(S);
        FloatVector nextSum = FloatVector.zero(S);
        for (int i = 0; i < length; i += stride) {
            sum = FloatVector.fromArray(S, x, p + i).add(sum);
            nextSum = FloatVector.fromArray(S, x, p + i + LENGTH).add(nextSum);
        }
        FloatVector zero = FloatVector.zero(S);
        zero.add(sum).mul(weight).intoArray(moments, c);
        zero.add(nextSum).mul(weight).intoArray(moments, c + LENGTH);
    }

    static void squares(float[] x, int p, int length, int stride, float[] moments, int c) {
        FloatVector mean = FloatVector.fromArray(S, moments, c);
        FloatVector nextMean = FloatVector.fromArray(S, moments, c + LENGTH);
        FloatVector sum = FloatVector.zero(S);
        FloatVector nextSum = FloatVector.zero(S);
        for (int i = 0; i < length; i += stride) {
            FloatVector deviation = FloatVector.fromArray(S, x, p + i).sub(mean);
            FloatVector nextDeviation =
                    FloatVector.fromArray(S, x, p + i + LENGTH).sub(nextMean);
            sum = deviation.fma(deviation, sum);
            nextSum = nextDeviation.fma(nextDeviation, nextSum);
        }
        FloatVector zero = FloatVector.zero(S);
        zero.add(sum).intoArray(moments, stride + c);
        zero.add(nextSum).intoArray(moments, stride + c + LENGTH);
    }
}
