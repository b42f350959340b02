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

import static org.mattrainer.internal.kernel.vector.VectorSize.LENGTH;
import static org.mattrainer.internal.kernel.vector.VectorSize.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/**
 * Sums over the lanes of vectors. They are done by rotations, because {@code reduceLanes} leaves the order of the
 * additions open, and with it the last bits.
 */
final class LaneSums {

    private static final VectorShuffle<Float> BY_8 = rotation(8);
    private static final VectorShuffle<Float> BY_4 = rotation(4);
    private static final VectorShuffle<Float> BY_2 = rotation(2);
    private static final VectorShuffle<Float> BY_1 = rotation(1);

    private LaneSums() {}

    private static VectorShuffle<Float> rotation(int distance) {
        return VectorShuffle.fromOp(SPECIES, lane -> (lane + distance) % LENGTH);
    }

    /** d[d0 + i di] = sum of the lanes of the i-th vector of s. */
    static void run(int count, float[] s, int s0, float[] d, int d0, int di) {
        for (int i = 0; i < count; i++) {
            d[d0 + i * di] = sum(FloatVector.fromArray(SPECIES, s, s0 + i * LENGTH));
        }
    }

    /** The sum of the lanes of one vector. */
    static float sum(FloatVector lanes) {
        FloatVector v = FloatVector.zero(SPECIES).add(lanes);
        if (LENGTH > 8) {
            v = v.add(v.rearrange(BY_8));
        }
        if (LENGTH > 4) {
            v = v.add(v.rearrange(BY_4));
        }
        if (LENGTH > 2) {
            v = v.add(v.rearrange(BY_2));
        }
        return v.add(v.rearrange(BY_1)).lane(0);
    }
}
