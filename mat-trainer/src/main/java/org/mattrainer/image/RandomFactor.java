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

/** A change of the tones of an image by a random factor, uniform between two bounds and the same for all channels. */
abstract class RandomFactor implements Augmentation {

    @Config(description = "Least factor, at least 0.")
    private double minimum = 0.1;

    @Config(description = "Greatest factor, at least the least one.")
    private double maximum = 1.9;

    @Config(description = "The number of a black pixel as it is fed to the network.")
    private double black = 0;

    @Config(description = "The number of a white pixel as it is fed to the network, above that of a black one.")
    private double white = 1;

    private final ToneWatch watch = new ToneWatch();

    RandomFactor() {}

    RandomFactor(double minimum, double maximum, double black, double white) {
        this.minimum = minimum;
        this.maximum = maximum;
        this.black = black;
        this.white = white;
        check();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        check();
    }

    private void check() {
        Checks.atLeastZero("minimum", minimum);
        Checks.require(
                maximum >= minimum && Double.isFinite(maximum),
                "maximum",
                "a finite number of at least " + minimum,
                maximum);
        new ToneRange(black, white);
    }

    /** The position of the factor in the stream of an image. */
    abstract long position();

    /** Changes {@code size} values from {@code start} on by a factor. */
    abstract void change(float[] x, int start, int size, double factor, ToneRange tones);

    @Override
    public void augment(ImageShape shape, float[] x, int index, long stream) {
        double factor = minimum + (maximum - minimum) * RandomStream.uniform(stream, position());
        ToneRange tones = new ToneRange(black, white);
        watch.look(tones, x, index * shape.size(), shape.size(), this);
        change(x, index * shape.size(), shape.size(), factor, tones);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Augmentation");
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "(minimum=" + minimum + ",maximum=" + maximum + ",black=" + black
                + ",white=" + white + ")";
    }
}
