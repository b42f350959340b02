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
package org.mattrainer.image;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.internal.numbers.RandomStream;

/**
 * Leaves a random number of bits of the 8 of each tone: the lowest bits of {@code round(255 v)} are cleared. Where images are
 * fed to the network in other units than those of [0, 1], {@code black} and {@code white} say which.
 */
public final class RandomPosterise implements Augmentation {

    private static final long POSITION = 0x706F73746572L;
    private static final int LEVELS = 255;

    @Config(description = "Fewest bits that stay, in [1, 8].")
    private int minimumBits = 4;

    @Config(description = "Most bits that stay, in [1, 8] and at least the fewest.")
    private int maximumBits = 8;

    @Config(description = "The number of a black pixel as it is fed to the network.")
    private double black = 0;

    @Config(description = "The number of a white pixel as it is fed to the network, above that of a black one.")
    private double white = 1;

    private final ToneWatch watch = new ToneWatch();

    /** 4 to 8 bits of pixels of [0, 1]. */
    public RandomPosterise() {}

    /**
     * Any bits.
     *
     * @param minimumBits fewest bits that stay, in [1, 8]
     * @param maximumBits most bits that stay, in [1, 8] and at least the fewest
     * @param black the number of a black pixel as it is fed to the network
     * @param white the number of a white pixel as it is fed to the network, above that of a black one
     * @throws PropertyException if a value is out of range
     */
    public RandomPosterise(int minimumBits, int maximumBits, double black, double white) {
        this.minimumBits = minimumBits;
        this.maximumBits = maximumBits;
        this.black = black;
        this.white = white;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(minimumBits >= 1 && minimumBits <= 8, "minimumBits", "1 to 8", minimumBits);
        Checks.require(
                maximumBits >= minimumBits && maximumBits <= 8, "maximumBits", minimumBits + " to 8", maximumBits);
        new ToneRange(black, white);
    }

    @Override
    public void augment(ImageShape shape, float[] x, int index, long stream) {
        int bits = minimumBits + RandomStream.below(stream, POSITION, maximumBits - minimumBits + 1);
        int kept = -1 << (8 - bits);
        ToneRange tones = new ToneRange(black, white);
        int start = index * shape.size();
        watch.look(tones, x, start, shape.size(), this);
        for (int i = start; i < start + shape.size(); i++) {
            long level = Math.round(LEVELS * Math.min(1, Math.max(0, tones.tone(x[i]))));
            x[i] = tones.number((level & kept) / (double) LEVELS);
        }
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Augmentation");
    }

    @Override
    public String toString() {
        return "RandomPosterise(minimumBits=" + minimumBits + ",maximumBits=" + maximumBits + ",black=" + black
                + ",white=" + white + ")";
    }
}
