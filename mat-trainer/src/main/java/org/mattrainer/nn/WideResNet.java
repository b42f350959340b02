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
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import org.mattrainer.internal.numbers.Checks;

/**
 * Wide residual network of Zagoruyko and Komodakis, "Wide Residual Networks" (2016), for images of 32 x 32 pixels: a 3x3
 * convolution of 16 channels, three stages of pre-activation blocks (batch normalisation, rectifier and 3x3 convolution
 * twice) with 16, 32 and 64 times {@code widening} channels, of which the second and third begin with stride 2, batch
 * normalisation, rectifier, the mean over all positions as latent vector, and a linear classifier. Where the shape
 * changes the shortcut is a 1x1 convolution of the activated input. WRN-28-2 has 1,467,610 parameters for 3 channels and
 * 10 classes.
 */
public final class WideResNet implements Architecture {

    private static final int STAGES = 3;
    private static final int LAYERS_OUTSIDE = 4;
    private static final int LAYERS_PER_DEPTH = 6;
    private static final int FIRST_CHANNELS = 16;

    @Config(description = "Number of convolutions on the longest way, 6 n + 4 for n blocks in a stage; at most 1000.")
    private int depth = 28;

    @Config(description = "What the numbers of channels 16, 32 and 64 are multiplied by, in [1, 1024].")
    private int widening = 2;

    @Config(description = "Probability with which dropout inside the blocks keeps a value, in (0, 1]; 1 for none.")
    private float keep = 1f;

    /** WRN-28-2 without dropout. */
    public WideResNet() {}

    /**
     * A variant.
     *
     * @param depth number of convolutions on the longest way, 6 n + 4 for n blocks in a stage; at most 1000
     * @param widening what the numbers of channels are multiplied by, in [1, 1024]
     * @param keep probability with which dropout inside the blocks keeps a value, in (0, 1]; 1 for no dropout
     * @throws PropertyException if a value is out of range
     */
    public WideResNet(int depth, int widening, float keep) {
        this.depth = depth;
        this.widening = widening;
        this.keep = keep;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Sizes.require("WideResNet", "depth", depth, LAYERS_OUTSIDE + LAYERS_PER_DEPTH, 1000);
        Checks.require((depth - LAYERS_OUTSIDE) % LAYERS_PER_DEPTH == 0, "depth", "6 n + 4 for a WideResNet", depth);
        Sizes.require("WideResNet", "widening", widening, 1, 1024);
        Checks.probability("keep", keep);
    }

    @Override
    public Network network(TensorShape input, int classes) {
        StringBuilder layers = new StringBuilder("C3x" + FIRST_CHANNELS + "n");
        int channels = FIRST_CHANNELS;
        for (int stage = 0; stage < STAGES; stage++) {
            int wide = (FIRST_CHANNELS << stage) * widening;
            int blocks = (depth - LAYERS_OUTSIDE) / LAYERS_PER_DEPTH;
            int stride = stage == 0 ? 1 : 2;
            if (wide != channels || stride > 1) {
                String way = "C3x" + wide + "s" + stride + "n-B-R-" + dropout() + "C3x" + wide + "n";
                layers.append("-B-R-@1-" + way + "-@2-<1-C1x" + wide + "s" + stride + "n-+2");
                blocks--;
            }
            if (blocks > 0) {
                String way = "C3x" + wide + "n-B-R-" + dropout() + "C3x" + wide + "n";
                layers.append("-(@1-B-R-" + way + "-+1)x" + blocks);
            }
            channels = wide;
        }
        return NetworkNotation.parse(input, layers + "-B-R-G-Z-D" + classes);
    }

    private String dropout() {
        return keep < 1 ? "O" + keep + "-" : "";
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Architecture");
    }

    @Override
    public String toString() {
        return "WideResNet(depth=" + depth + ",widening=" + widening + ",keep=" + keep + ")";
    }
}
