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
 * Pointwise kernels on rows of pixels: per vector of channels one loop along the row, with the per-channel values in
 * registers. Rows of many channels go to {@link PixelRows}.
 */
final class PointwiseRows {

    private static final VectorSpecies<Float> S = VectorSize.SPECIES;
    private static final int LENGTH = VectorSize.LENGTH;

    private PointwiseRows() {}

    static void activate(Pointwise f, float[] x, int xRow, float[] y, int yRow, int pixels, int stride) {
        if (PixelRows.suit(stride)) {
            PixelRows.activate(f, x, xRow, y, yRow, pixels * stride, stride);
            return;
        }
        int c = 0;
        for (; c + PairRows.PAIR <= stride; c += PairRows.PAIR) {
            PairRows.activate(f, c, x, xRow + c, y, yRow + c, pixels * stride, stride);
        }
        for (; c < stride; c += LENGTH) {
            activate(f.scale(), f.shift(), f.slope(), c, x, xRow + c, y, yRow + c, pixels * stride, stride);
        }
    }

    private static void activate(
            float[] scales,
            float[] shifts,
            float[] slopes,
            int c,
            float[] x,
            int p,
            float[] y,
            int q,
            int length,
            int stride) {
        FloatVector scale = FloatVector.fromArray(S, scales, c);
        FloatVector shift = FloatVector.fromArray(S, shifts, c);
        FloatVector slope = FloatVector.fromArray(S, slopes, c);
        for (int i = 0; i < length; i += stride) {
            FloatVector u = FloatVector.fromArray(S, x, p + i).fma(scale, shift);
            VectorMask<Float> positive = u.compare(VectorOperators.GT, 0f);
            u.mul(slope).blend(u, positive).intoArray(y, q + i);
        }
    }

    static void tangent(
            Pointwise f,
            Correction k,
            float[] dx,
            int dxRow,
            float[] x,
            int xRow,
            float[] dy,
            int dyRow,
            int pixels,
            int stride) {
        if (PixelRows.suit(stride)) {
            PixelRows.tangent(f, k, dx, dxRow, x, xRow, dy, dyRow, pixels * stride, stride);
            return;
        }
        for (int c = 0; c < stride; c += LENGTH) {
            tangent(f, k, c, dx, dxRow + c, x, xRow + c, dy, dyRow + c, pixels * stride, stride);
        }
    }

    private static void tangent(
            Pointwise f,
            Correction k,
            int c,
            float[] dx,
            int t,
            float[] x,
            int p,
            float[] dy,
            int q,
            int length,
            int stride) {
        FloatVector scale = FloatVector.fromArray(S, f.scale(), c);
        FloatVector shift = FloatVector.fromArray(S, f.shift(), c);
        FloatVector slope = FloatVector.fromArray(S, f.slope(), c);
        FloatVector base = FloatVector.fromArray(S, k.base(), c);
        FloatVector tilt = FloatVector.fromArray(S, k.tilt(), c);
        for (int i = 0; i < length; i += stride) {
            FloatVector value = FloatVector.fromArray(S, x, p + i);
            FloatVector du = FloatVector.fromArray(S, dx, t + i).fma(scale, value.fma(tilt, base));
            VectorMask<Float> positive = value.fma(scale, shift).compare(VectorOperators.GT, 0f);
            du.mul(slope).blend(du, positive).intoArray(dy, q + i);
        }
    }

    static void gradient(
            Pointwise f,
            Correction k,
            float[] dy,
            int dyRow,
            float[] x,
            int xRow,
            float[] dx,
            int dxRow,
            int pixels,
            int stride) {
        if (PixelRows.suit(stride)) {
            PixelRows.gradient(f, k, dy, dyRow, x, xRow, dx, dxRow, pixels * stride, stride);
            return;
        }
        int c = 0;
        for (; c + PairRows.PAIR <= stride; c += PairRows.PAIR) {
            PairRows.gradient(f, k, c, dy, dyRow + c, x, xRow + c, dx, dxRow + c, pixels * stride, stride);
        }
        for (; c < stride; c += LENGTH) {
            gradient(f, k, c, dy, dyRow + c, x, xRow + c, dx, dxRow + c, pixels * stride, stride);
        }
    }

    private static void gradient(
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
        for (int i = 0; i < length; i += stride) {
            FloatVector value = FloatVector.fromArray(S, x, p + i);
            FloatVector g = FloatVector.fromArray(S, dy, t + i);
            VectorMask<Float> positive = value.fma(scale, shift).compare(VectorOperators.GT, 0f);
            g.mul(slope).blend(g, positive).fma(scale, value.fma(tilt, base)).intoArray(dx, q + i);
        }
    }

    static void correct(Correction k, float[] x, int xRow, float[] y, int yRow, int pixels, int stride) {
        if (PixelRows.suit(stride)) {
            PixelRows.correct(k, x, xRow, y, yRow, pixels * stride, stride);
            return;
        }
        for (int c = 0; c < stride; c += LENGTH) {
            correct(k, c, x, xRow + c, y, yRow + c, pixels * stride, stride);
        }
    }

    private static void correct(Correction k, int c, float[] x, int p, float[] y, int q, int length, int stride) {
        FloatVector base = FloatVector.fromArray(S, k.base(), c);
        FloatVector tilt = FloatVector.fromArray(S, k.tilt(), c);
        for (int i = 0; i < length; i += stride) {
            FloatVector.fromArray(S, x, p + i).fma(tilt, base).intoArray(y, q + i);
        }
    }
}
