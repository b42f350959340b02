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

/**
 * Inner products of rows. Each is the sum of four chains, which take turns at the vectors of its terms, and of what is left: the
 * order depends on the length alone, whether a sum is made in a tile or by itself.
 */
final class RowDots {

    private static final VectorSpecies<Float> S = VectorSize.SPECIES;
    private static final int LENGTH = VectorSize.LENGTH;

    private static final int CHAINS = 4;
    private static final int TILE_ROWS = 2;
    private static final int TILE_COLUMNS = 4;

    private RowDots() {}

    static void run(
            int rows,
            float[] a,
            int aStart,
            int aStep,
            int columns,
            float[] b,
            int bStart,
            int bStep,
            int length,
            float[] c,
            int cStart,
            int cStep,
            float[] scratch) {
        boolean tiles = length >= CHAINS * LENGTH && length % LENGTH == 0;
        int tiledRows = tiles ? rows - rows % TILE_ROWS : 0;
        int tiledColumns = tiles ? columns - columns % TILE_COLUMNS : 0;
        for (int j = 0; j < tiledColumns; j += TILE_COLUMNS) {
            for (int i = 0; i < tiledRows; i += TILE_ROWS) {
                int p = aStart + i * aStep;
                tile(a, p, aStep, b, bStart + j * bStep, bStep, length, c, cStart + i * cStep + j, cStep, scratch);
            }
        }
        for (int i = 0; i < rows; i++) {
            for (int j = i < tiledRows ? tiledColumns : 0; j < columns; j++) {
                c[cStart + i * cStep + j] = one(a, aStart + i * aStep, b, bStart + j * bStep, length);
            }
        }
    }

    /** One chain of all sums of the tile after the other, so that sums that are under way fit into 16 registers. */
    private static void tile(
            float[] a,
            int p,
            int aStep,
            float[] b,
            int q,
            int bStep,
            int length,
            float[] c,
            int r,
            int cStep,
            float[] s) {
        int chained = length - length % (CHAINS * LENGTH);
        for (int chain = 0; chain < CHAINS; chain++) {
            int first = chain * LENGTH;
            chain(a, p + first, aStep, b, q + first, bStep, chained, s, first * TILE_ROWS * TILE_COLUMNS);
        }
        FloatVector zero = FloatVector.zero(S);
        int step = TILE_ROWS * TILE_COLUMNS * LENGTH;
        for (int i = 0; i < TILE_ROWS; i++) {
            for (int j = 0; j < TILE_COLUMNS; j++) {
                int k = (i * TILE_COLUMNS + j) * LENGTH;
                FloatVector s0 = FloatVector.fromArray(S, s, k);
                FloatVector s1 = FloatVector.fromArray(S, s, k + step);
                FloatVector s2 = FloatVector.fromArray(S, s, k + 2 * step);
                FloatVector s3 = FloatVector.fromArray(S, s, k + 3 * step);
                FloatVector sum = zero.add(s0).add(s1).add(zero.add(s2).add(s3));
                for (int d = chained; d < length; d += LENGTH) {
                    sum = FloatVector.fromArray(S, a, p + i * aStep + d)
                            .fma(FloatVector.fromArray(S, b, q + j * bStep + d), sum);
                }
                c[r + i * cStep + j] = LaneSums.sum(sum);
            }
        }
    }

    /** Every fourth vector of the terms of two rows of a by four of b. */
    private static void chain(float[] a, int p, int aStep, float[] b, int q, int bStep, int length, float[] s, int to) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector s00 = zero;
        FloatVector s01 = zero;
        FloatVector s02 = zero;
        FloatVector s03 = zero;
        FloatVector s10 = zero;
        FloatVector s11 = zero;
        FloatVector s12 = zero;
        FloatVector s13 = zero;
        for (int i = 0; i < length; i += CHAINS * LENGTH) {
            FloatVector a0 = FloatVector.fromArray(S, a, p + i);
            FloatVector a1 = FloatVector.fromArray(S, a, p + aStep + i);
            FloatVector b0 = FloatVector.fromArray(S, b, q + i);
            s00 = a0.fma(b0, s00);
            s10 = a1.fma(b0, s10);
            FloatVector b1 = FloatVector.fromArray(S, b, q + bStep + i);
            s01 = a0.fma(b1, s01);
            s11 = a1.fma(b1, s11);
            FloatVector b2 = FloatVector.fromArray(S, b, q + 2 * bStep + i);
            s02 = a0.fma(b2, s02);
            s12 = a1.fma(b2, s12);
            FloatVector b3 = FloatVector.fromArray(S, b, q + 3 * bStep + i);
            s03 = a0.fma(b3, s03);
            s13 = a1.fma(b3, s13);
        }
        zero.add(s00).intoArray(s, to);
        zero.add(s01).intoArray(s, to + LENGTH);
        zero.add(s02).intoArray(s, to + 2 * LENGTH);
        zero.add(s03).intoArray(s, to + 3 * LENGTH);
        zero.add(s10).intoArray(s, to + 4 * LENGTH);
        zero.add(s11).intoArray(s, to + 5 * LENGTH);
        zero.add(s12).intoArray(s, to + 6 * LENGTH);
        zero.add(s13).intoArray(s, to + 7 * LENGTH);
    }

    private static float one(float[] a, int p, float[] b, int q, int length) {
        int whole = length - length % LENGTH;
        float sum = whole == 0 ? 0f : whole(a, p, b, q, whole);
        for (int i = whole; i < length; i++) {
            sum += a[p + i] * b[q + i];
        }
        return sum;
    }

    /** Four chains hide the latency of the multiply-add. */
    private static float whole(float[] a, int p, float[] b, int q, int length) {
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
