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
import org.mattrainer.statistics.NormalQuantile;

/**
 * Adds independent Gaussian noise to every value of an image, in the units that are fed to the network; values may
 * leave the range of pixels. A network that is trained so is a good base for randomised smoothing with the same
 * {@code sigma} (Cohen, Rosenfeld and Kolter, "Certified Adversarial Robustness via Randomized Smoothing", 2019). It
 * belongs behind augmentations that move pixels, as these fill borders without noise.
 */
public final class GaussianNoise implements Augmentation {

    private static final long POSITION = 0x6E6F697365L;

    @Config(description = "Standard deviation of the noise in units of the network's input, above 0.")
    private double sigma = 0.25;

    /** A deviation of 0.25. */
    public GaussianNoise() {}

    /**
     * Any deviation.
     *
     * @param sigma standard deviation of the noise in units of the network's input, above 0
     * @throws PropertyException if it is not above 0 or not finite
     */
    public GaussianNoise(double sigma) {
        this.sigma = sigma;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.positive("sigma", sigma);
    }

    @Override
    public void augment(ImageShape shape, float[] x, int index, long stream) {
        int first = index * shape.size();
        for (int k = 0; k < shape.size(); k++) {
            x[first + k] =
                    (float) (x[first + k] + sigma * NormalQuantile.of(RandomStream.inside(stream, POSITION + k)));
        }
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Augmentation");
    }

    @Override
    public String toString() {
        return "GaussianNoise(sigma=" + sigma + ")";
    }
}
