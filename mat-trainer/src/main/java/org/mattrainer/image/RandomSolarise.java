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
 * Inverts the tones of an image that are not below a random threshold: {@code v < t ? v : 1 - v}. Where images are fed to
 * the network in other units than those of [0, 1], {@code black} and {@code white} say which.
 */
public final class RandomSolarise implements Augmentation {

    private static final long POSITION = 0x736F6C6172L;

    @Config(description = "Least threshold, in [0, 1].")
    private double minimum = 0;

    @Config(description = "Greatest threshold, in [0, 1] and at least the least one.")
    private double maximum = 1;

    @Config(description = "The number of a black pixel as it is fed to the network.")
    private double black = 0;

    @Config(description = "The number of a white pixel as it is fed to the network, above that of a black one.")
    private double white = 1;

    private final ToneWatch watch = new ToneWatch();

    /** Thresholds of 0 to 1 on pixels of [0, 1]. */
    public RandomSolarise() {}

    /**
     * Any thresholds.
     *
     * @param minimum least threshold, in [0, 1]
     * @param maximum greatest threshold, in [0, 1] and at least the least one
     * @param black the number of a black pixel as it is fed to the network
     * @param white the number of a white pixel as it is fed to the network, above that of a black one
     * @throws PropertyException if a value is out of range
     */
    public RandomSolarise(double minimum, double maximum, double black, double white) {
        this.minimum = minimum;
        this.maximum = maximum;
        this.black = black;
        this.white = white;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.fraction("minimum", minimum);
        Checks.require(maximum >= minimum && maximum <= 1, "maximum", "a number in [" + minimum + ", 1]", maximum);
        new ToneRange(black, white);
    }

    @Override
    public void augment(ImageShape shape, float[] x, int index, long stream) {
        double threshold = minimum + (maximum - minimum) * RandomStream.uniform(stream, POSITION);
        ToneRange tones = new ToneRange(black, white);
        int start = index * shape.size();
        watch.look(tones, x, start, shape.size(), this);
        for (int i = start; i < start + shape.size(); i++) {
            double tone = tones.tone(x[i]);
            if (!(tone < threshold)) {
                x[i] = tones.number(1 - tone);
            }
        }
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Augmentation");
    }

    @Override
    public String toString() {
        return "RandomSolarise(minimum=" + minimum + ",maximum=" + maximum + ",black=" + black + ",white=" + white
                + ")";
    }
}
