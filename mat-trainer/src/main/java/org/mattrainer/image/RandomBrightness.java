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
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.internal.numbers.RandomStream;

/**
 * Multiplies the tones of an image by a random factor: {@code f v}.
 * The factor is uniform between two bounds, the same for all channels; pixels stay between black and white. Where
 * images are fed to the network in other units than those of [0, 1], {@code black} and {@code white} say which;
 * behind a whitening there are none.
 */
public final class RandomBrightness implements Augmentation {

    private static final long POSITION = 0x627269676874L;

    @Config(description = "Least factor, at least 0.")
    private double minimum = 0.1;

    @Config(description = "Greatest factor, at least the least one.")
    private double maximum = 1.9;

    @Config(description = "The number of a black pixel as it is fed to the network.")
    private double black = 0;

    @Config(description = "The number of a white pixel as it is fed to the network, above that of a black one.")
    private double white = 1;

    /** Factors of 0.1 to 1.9 on pixels of [0, 1], those of FixMatch (Sohn et al., 2020). */
    public RandomBrightness() {}

    /**
     * Any factors.
     *
     * @param minimum least factor, at least 0
     * @param maximum greatest factor, at least the least one
     * @param black the number of a black pixel as it is fed to the network
     * @param white the number of a white pixel as it is fed to the network, above that of a black one
     */
    public RandomBrightness(double minimum, double maximum, double black, double white) {
        this.minimum = minimum;
        this.maximum = maximum;
        this.black = black;
        this.white = white;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.atLeastZero("minimum", minimum);
        Checks.require(
                maximum >= minimum && Double.isFinite(maximum),
                "maximum",
                "a finite number of at least " + minimum,
                maximum);
        new ToneRange(black, white);
    }

    @Override
    public void augment(ImageShape shape, float[] x, int index, long stream) {
        double factor = minimum + (maximum - minimum) * RandomStream.uniform(stream, POSITION);
        ToneRange tones = new ToneRange(black, white);
        int start = index * shape.size();
        for (int i = start; i < start + shape.size(); i++) {
            x[i] = tones.number(factor * tones.tone(x[i]));
        }
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Augmentation");
    }

    @Override
    public String toString() {
        return "RandomBrightness(minimum=" + minimum + ",maximum=" + maximum + ",black=" + black + ",white=" + white
                + ")";
    }
}
