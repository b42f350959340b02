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
 * The trunk of the deeply supervised net of Lee et al. (2015) for CIFAR-10, a {@link NetworkInNetwork} with maximum
 * pooling throughout. The first convolution of each stage, before its rectifier, has a name, {@code c1}, {@code c2} and
 * {@code c3}, where the side heads of a {@code SideSquaredHinge} or {@code SideCrossEntropy} read. For 3 channels and 10
 * classes it has 966,986 parameters; heads {@code F-D10} have 1,966,090, 491,530 and 122,890 more during the training.
 * <p>
 * The last 1x1 convolution and the mean over all positions are exchanged, which changes no logit and gives a latent
 * vector.
 */
public final class DeeplySupervised implements Architecture {

    private static final int MOST_DIVISOR = 32;

    @Config(description = "What the numbers of channels 192, 160 and 96 are divided by: 1, 2, 4, 8, 16 or 32.")
    private int widthDivisor = 1;

    @Config(description = "Probability with which dropout keeps a value, above 0 and at most 1; 1 for no dropout.")
    private float keep = 0.5f;

    /** The standard network. */
    public DeeplySupervised() {}

    /**
     * A variant.
     *
     * @param widthDivisor what the numbers of channels are divided by: 1, 2, 4, 8, 16 or 32
     * @param keep probability with which dropout keeps a value, in (0, 1]; 1 for no dropout
     * @throws PropertyException if a value is out of range
     */
    public DeeplySupervised(int widthDivisor, float keep) {
        this.widthDivisor = widthDivisor;
        this.keep = keep;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Sizes.requireDivisor(widthDivisor, MOST_DIVISOR);
        Checks.probability("keep", keep);
    }

    @Override
    public Network network(TensorShape input, int classes) {
        String pool = "M3s2c-" + (keep < 1 ? "O" + keep + "-" : "");
        return NetworkNotation.parse(
                input,
                first(5, "c1") + inner(160) + inner(96) + pool
                        + first(5, "c2") + inner(192) + inner(192) + pool
                        + first(3, "c3") + inner(192) + "G-Z-D" + classes);
    }

    private String first(int kernelSize, String name) {
        return "C" + kernelSize + "x" + 192 / widthDivisor + "-@" + name + "-R-";
    }

    private String inner(int channels) {
        return "C1x" + channels / widthDivisor + "-R-";
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Architecture");
    }

    @Override
    public String toString() {
        return "DeeplySupervised(widthDivisor=" + widthDivisor + ",keep=" + keep + ")";
    }
}
