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
import org.mattrainer.internal.kernel.PoolShape;

/** Max-pooling of vectors of channels. */
final class MaxPixels {

    private static final VectorSpecies<Float> S = VectorSize.SPECIES;
    private static final int LENGTH = VectorSize.LENGTH;

    private MaxPixels() {}

    /** One pixel of the output: the maximum so far stays in memory between the places of the window. */
    static void pool(
            Pointwise f,
            PoolShape shape,
            int rows,
            int columns,
            float[] x,
            int corner,
            float[] y,
            float[] argmax,
            int q) {
        int stride = shape.input().pixelStride();
        for (int c = 0; c < stride; c += LENGTH) {
            FloatVector.fromArray(S, x, corner + c).intoArray(y, q + c);
            FloatVector.zero(S).intoArray(argmax, q + c);
        }
        for (int k = 1; k < rows * columns; k++) {
            int i = k / columns;
            int j = k - i * columns;
            int p = corner + i * shape.input().rowStride() + j * stride;
            for (int c = 0; c < stride; c += LENGTH) {
                challenge(f.scale(), f.shift(), f.slope(), c, x, p + c, i * shape.kernel() + j, y, argmax, q + c);
            }
        }
    }

    private static void challenge(
            float[] scales,
            float[] shifts,
            float[] slopes,
            int c,
            float[] x,
            int p,
            float place,
            float[] y,
            float[] argmax,
            int q) {
        FloatVector scale = FloatVector.fromArray(S, scales, c);
        FloatVector shift = FloatVector.fromArray(S, shifts, c);
        FloatVector slope = FloatVector.fromArray(S, slopes, c);
        FloatVector best = FloatVector.fromArray(S, y, q);
        FloatVector value = FloatVector.fromArray(S, x, p);
        FloatVector bestU = best.fma(scale, shift);
        FloatVector u = value.fma(scale, shift);
        FloatVector bestActive = bestU.mul(slope).blend(bestU, bestU.compare(VectorOperators.GT, 0f));
        FloatVector active = u.mul(slope).blend(u, u.compare(VectorOperators.GT, 0f));
        VectorMask<Float> greater = active.compare(VectorOperators.GT, bestActive);
        best.blend(value, greater).intoArray(y, q);
        FloatVector.fromArray(S, argmax, q).blend(place, greater).intoArray(argmax, q);
    }

    /** One place of the windows of one row of the output. */
    static void unpool(
            PoolShape shape, int place, int columns, float[] dy, int p, float[] argmax, int a, float[] dx, int q) {
        int stride = shape.input().pixelStride();
        for (int column = 0; column < columns; column++) {
            int from = column * stride;
            int to = q + column * shape.stride() * stride;
            addWhere(place, stride, dy, p + from, argmax, a + from, dx, to);
        }
    }

    private static void addWhere(float place, int length, float[] dy, int p, float[] argmax, int a, float[] dx, int q) {
        for (int c = 0; c < length; c += LENGTH) {
            VectorMask<Float> chosen = FloatVector.fromArray(S, argmax, a + c).compare(VectorOperators.EQ, place);
            FloatVector g = FloatVector.zero(S).blend(FloatVector.fromArray(S, dy, p + c), chosen);
            FloatVector.fromArray(S, dx, q + c).add(g).intoArray(dx, q + c);
        }
    }

    /** One pixel of the output. */
    static void gather(
            PoolShape shape, int rows, int columns, float[] x, int corner, float[] argmax, int a, float[] y, int q) {
        int stride = shape.input().pixelStride();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int p = corner + i * shape.input().rowStride() + j * stride;
                takeWhere(i * shape.kernel() + j, stride, x, p, argmax, a, y, q);
            }
        }
    }

    private static void takeWhere(float place, int length, float[] x, int p, float[] argmax, int a, float[] y, int q) {
        for (int c = 0; c < length; c += LENGTH) {
            VectorMask<Float> chosen = FloatVector.fromArray(S, argmax, a + c).compare(VectorOperators.EQ, place);
            FloatVector.fromArray(S, y, q + c)
                    .blend(FloatVector.fromArray(S, x, p + c), chosen)
                    .intoArray(y, q + c);
        }
    }
}
