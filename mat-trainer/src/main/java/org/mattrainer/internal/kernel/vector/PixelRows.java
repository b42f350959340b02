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
 * The kernels of {@link PointwiseRows} and {@link ChannelSums} for images of many channels, which rarely lie in a cache:
 * pixel after pixel, so that memory is read in its order, with the per-channel values loaded again for each pixel. The
 * arithmetic of a channel, and with it every bit of a result, is the same.
 */
final class PixelRows {

    private static final VectorSpecies<Float> S = VectorSize.SPECIES;
    private static final int LENGTH = VectorSize.LENGTH;

    /** Floats of a pixel from which on reading in order is faster. */
    private static final int MANY = 96;

    private PixelRows() {}

    static boolean suit(int stride) {
        return stride >= MANY;
    }

    static void activate(Pointwise f, float[] x, int p, float[] y, int q, int length, int stride) {
        for (int i = 0; i < length; i += stride) {
            activate(f.scale(), f.shift(), f.slope(), x, p + i, y, q + i, stride);
        }
    }

    private static void activate(
            float[] scales, float[] shifts, float[] slopes, float[] x, int p, float[] y, int q, int stride) {
        for (int c = 0; c < stride; c += LENGTH) {
            FloatVector u = FloatVector.fromArray(S, x, p + c)
                    .fma(FloatVector.fromArray(S, scales, c), FloatVector.fromArray(S, shifts, c));
            VectorMask<Float> positive = u.compare(VectorOperators.GT, 0f);
            u.mul(FloatVector.fromArray(S, slopes, c)).blend(u, positive).intoArray(y, q + c);
        }
    }

    static void tangent(
            Pointwise f, Correction k, float[] dx, int t, float[] x, int p, float[] dy, int q, int length, int stride) {
        for (int i = 0; i < length; i += stride) {
            tangent(f.scale(), f.shift(), f.slope(), k.base(), k.tilt(), dx, t + i, x, p + i, dy, q + i, stride);
        }
    }

    private static void tangent(
            float[] scales,
            float[] shifts,
            float[] slopes,
            float[] bases,
            float[] tilts,
            float[] dx,
            int t,
            float[] x,
            int p,
            float[] dy,
            int q,
            int stride) {
        for (int c = 0; c < stride; c += LENGTH) {
            FloatVector scale = FloatVector.fromArray(S, scales, c);
            FloatVector value = FloatVector.fromArray(S, x, p + c);
            FloatVector du = FloatVector.fromArray(S, dx, t + c)
                    .fma(scale, value.fma(FloatVector.fromArray(S, tilts, c), FloatVector.fromArray(S, bases, c)));
            VectorMask<Float> positive =
                    value.fma(scale, FloatVector.fromArray(S, shifts, c)).compare(VectorOperators.GT, 0f);
            du.mul(FloatVector.fromArray(S, slopes, c)).blend(du, positive).intoArray(dy, q + c);
        }
    }

    static void gradient(
            Pointwise f, Correction k, float[] dy, int t, float[] x, int p, float[] dx, int q, int length, int stride) {
        for (int i = 0; i < length; i += stride) {
            gradient(f.scale(), f.shift(), f.slope(), k.base(), k.tilt(), dy, t + i, x, p + i, dx, q + i, stride);
        }
    }

    private static void gradient(
            float[] scales,
            float[] shifts,
            float[] slopes,
            float[] bases,
            float[] tilts,
            float[] dy,
            int t,
            float[] x,
            int p,
            float[] dx,
            int q,
            int stride) {
        for (int c = 0; c < stride; c += LENGTH) {
            FloatVector scale = FloatVector.fromArray(S, scales, c);
            FloatVector value = FloatVector.fromArray(S, x, p + c);
            FloatVector g = FloatVector.fromArray(S, dy, t + c);
            VectorMask<Float> positive =
                    value.fma(scale, FloatVector.fromArray(S, shifts, c)).compare(VectorOperators.GT, 0f);
            g.mul(FloatVector.fromArray(S, slopes, c))
                    .blend(g, positive)
                    .fma(scale, value.fma(FloatVector.fromArray(S, tilts, c), FloatVector.fromArray(S, bases, c)))
                    .intoArray(dx, q + c);
        }
    }

    static void correct(Correction k, float[] x, int p, float[] y, int q, int length, int stride) {
        for (int i = 0; i < length; i += stride) {
            correct(k.base(), k.tilt(), x, p + i, y, q + i, stride);
        }
    }

    private static void correct(float[] bases, float[] tilts, float[] x, int p, float[] y, int q, int stride) {
        for (int c = 0; c < stride; c += LENGTH) {
            FloatVector.fromArray(S, x, p + c)
                    .fma(FloatVector.fromArray(S, tilts, c), FloatVector.fromArray(S, bases, c))
                    .intoArray(y, q + c);
        }
    }
}
