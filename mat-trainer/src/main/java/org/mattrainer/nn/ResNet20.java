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
package org.mattrainer.nn;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;

/**
 * The residual network of 20 layers of He et al., "Deep Residual Learning for Image Recognition" (2016), for CIFAR-10:
 * a 3x3 convolution, three stages of three blocks (convolution, batch normalisation and rectifier twice, the second
 * rectifier behind the sum) with 16, 32 and 64 channels, of which the second and third begin with stride 2, the mean over
 * all positions as latent vector, and a linear classifier. Where the shape changes the shortcut is a {@link ShortcutPad}.
 * For 3 channels and 10 classes it has 269,722 parameters.
 */
public final class ResNet20 implements Architecture {

    private static final int STAGES = 3;

    @Config(description = "Channels of the first stage, in [1, 262144]; the others have twice and four times as many.")
    private int width = 16;

    /** The standard network. */
    public ResNet20() {}

    /**
     * A variant.
     *
     * @param width channels of the first stage, in [1, 262144]; the others have twice and four times as many
     * @throws com.oracle.labs.mlrg.olcut.config.PropertyException if it is out of range
     */
    public ResNet20(int width) {
        this.width = width;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Sizes.require("ResNet20", "width", width, 1, Sizes.MOST_CHANNELS / 4);
    }

    @Override
    public Network network(TensorShape input, int classes) {
        StringBuilder layers = new StringBuilder("C3x" + width + "n-B-R");
        for (int stage = 0; stage < STAGES; stage++) {
            int channels = width << stage;
            String second = "n-B-R-C3x" + channels + "n-B-";
            if (stage > 0) {
                layers.append("-@1-C3x" + channels + "s2" + second + "@2-<1-K2x" + channels + "-+2-R");
            }
            layers.append("-(@1-C3x" + channels + second + "+1-R)x" + (stage == 0 ? 3 : 2));
        }
        return NetworkNotation.parse(input, layers + "-G-Z-D" + classes);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Architecture");
    }

    @Override
    public String toString() {
        return "ResNet20(width=" + width + ")";
    }
}
