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
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.mattrainer.internal.kernel.KernelProvider;
import org.mattrainer.internal.kernel.Layout;

/** The width of the vectors of this process and the register tile that suits it. */
final class VectorSize {

    /** Shape of all vectors: the one asked for, else the widest, at most a channel block. */
    static final VectorSpecies<Float> SPECIES = species();

    /** Floats of a vector. */
    static final int LENGTH = SPECIES.length();

    /**
     * Rows of a tile product: where there are 32 registers, 24 sums, so that each weight, which comes from the
     * third-level cache or from memory, is used 12 times for each time that it is read. With 16 registers 5 rows are
     * faster than 6, for which the just-in-time compiler runs out of them.
     */
    static final int MAX_TILE_ROWS = LENGTH == Layout.CHANNEL_BLOCK ? 12 : 5;

    /**
     * Rows of the outer product of tiles, of which there are 16 in a block: 5, 5 and 6 where there are 32 registers. With
     * 16 registers the compiler runs out of them at 6 and in some starts at 5, never at 4.
     */
    static final int MAX_OUTER_ROWS = LENGTH == Layout.CHANNEL_BLOCK ? 6 : 4;

    /** Rows of a product of values side by side: as many as the general registers have addresses for. */
    static final int MAX_RUN_ROWS = LENGTH == Layout.CHANNEL_BLOCK ? 8 : 6;

    /**
     * Rows of the other register tiles of two vectors: 12 sums, two vectors and a broadcast fit in the 16 registers of
     * AVX2 and hide the latency of multiply-adds where there are 32 (AVX-512; NEON, not measured).
     */
    static final int MAX_ROWS = 6;

    private VectorSize() {}

    private static VectorSpecies<Float> species() {
        int bits = KernelProvider.requestedBits();
        if (bits == 0) {
            bits = Math.min(FloatVector.SPECIES_PREFERRED.vectorBitSize(), Layout.CHANNEL_BLOCK * Float.SIZE);
        }
        return VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
    }
}
