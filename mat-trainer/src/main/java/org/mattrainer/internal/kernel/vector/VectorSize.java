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
     * Rows of a register tile of two vectors: 8 (16 sums) on processors with 32 vector registers, which are those with
     * 512-bit vectors (AVX-512, also in its shorter forms) and AArch64 (not measured), 6 on those with 16. More sums
     * would fit, but from 20 on the just-in-time compiler of JDK 17 sometimes keeps one of them in memory, depending on
     * what it compiled before, and the product then runs at half its speed; 16 hide the latency as well.
     */
    static final int MAX_ROWS = has32Registers() ? 8 : 6;

    private VectorSize() {}

    private static VectorSpecies<Float> species() {
        int bits = KernelProvider.requestedBits();
        if (bits == 0) {
            bits = Math.min(FloatVector.SPECIES_PREFERRED.vectorBitSize(), Layout.CHANNEL_BLOCK * Float.SIZE);
        }
        return VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
    }

    private static boolean has32Registers() {
        return FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 512
                || System.getProperty("os.arch", "").equals("aarch64");
    }
}
