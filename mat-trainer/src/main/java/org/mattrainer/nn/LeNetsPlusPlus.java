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
import java.util.ArrayList;
import java.util.List;
import org.mattrainer.internal.numbers.Checks;

/**
 * LeNets++, the network of Wen et al., "A Discriminative Feature Learning Approach for Deep Face Recognition" (2016),
 * that the MAT paper uses on MNIST: three stages of two 5x5 convolutions with PReLU (width, 2 width, 4 width
 * channels), each followed by max-pooling (2x2, 2x2, 3x3 with stride 2), a latent layer of {@code featureSize} units
 * with PReLU, and a linear classifier. With width 32, 28x28 images and 10 classes it has 869,792
 * parameters; the paper's network, whose latent space is a plane ({@code featureSize} 2), has 797,624.
 *
 * <p>Its depth follows the images: a pooling whose window is larger than what is left is not there, and while more than 8
 * rows or columns are left behind the third stage (images of 68 pixels and more), another stage of the same kind comes.
 */
public final class LeNetsPlusPlus implements Architecture {

    private static final int STAGES = 3;
    private static final int LAST_WINDOW = 3;
    private static final int MOST_ROWS_LEFT = 8;

    @Config(description = "Channels of the first stage, in [1, 262144].")
    private int width = 32;

    @Config(description = "Dimension of the latent layer, in [1, 1048576].")
    private int featureSize = 64;

    @Config(description = "Whether the latent layer ends with a PReLU.")
    private boolean featureActivation = true;

    @Config(description = "Whether the classifier adds a bias.")
    private boolean outputBias = false;

    @Config(description = "Probability with which dropout keeps a value of the flattened features; 1 for no dropout.")
    private float keep = 1f;

    /** The standard network. */
    public LeNetsPlusPlus() {}

    /**
     * A variant.
     *
     * @param width channels of the first stage, in [1, 262144]
     * @param featureSize dimension of the latent layer, in [1, 1048576]
     * @param featureActivation whether the latent layer ends with a PReLU
     * @param outputBias whether the classifier adds a bias
     * @param keep probability with which dropout keeps a flattened feature, in (0, 1]; 1 for no dropout
     * @throws PropertyException if a value is out of range
     */
    public LeNetsPlusPlus(int width, int featureSize, boolean featureActivation, boolean outputBias, float keep) {
        this.width = width;
        this.featureSize = featureSize;
        this.featureActivation = featureActivation;
        this.outputBias = outputBias;
        this.keep = keep;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Sizes.require("LeNetsPlusPlus", "width", width, 1, Sizes.MOST_CHANNELS / 4);
        Sizes.require("LeNetsPlusPlus", "featureSize", featureSize, 1, Sizes.MOST_CHANNELS);
        Checks.probability("keep", keep);
    }

    private static boolean isLarge(int rows, int columns) {
        return Math.max(rows, columns) > MOST_ROWS_LEFT && Math.min(rows, columns) >= LAST_WINDOW;
    }

    @Override
    public Network network(TensorShape input, int classes) {
        List<Layer> layers = new ArrayList<>();
        int rows = input.height();
        int columns = input.width();
        for (int stage = 0; stage < STAGES || isLarge(rows, columns); stage++) {
            for (int i = 0; i < 2; i++) {
                layers.add(new Conv2d(width << Math.min(stage, STAGES - 1), 5, 1, 2, true));
                layers.add(new PRelu(0.25f));
            }
            int window = stage < STAGES - 1 ? 2 : LAST_WINDOW;
            if (Math.min(rows, columns) >= window) {
                layers.add(new MaxPool2d(window, 2, false));
                rows = Sizes.steps(rows, window, 2);
                columns = Sizes.steps(columns, window, 2);
            }
        }
        layers.add(new Flatten());
        if (keep < 1) {
            layers.add(new Dropout(keep));
        }
        layers.add(new Linear(featureSize, true));
        if (featureActivation) {
            layers.add(new PRelu(0.25f));
        }
        int latent = layers.size();
        layers.add(new Linear(classes, outputBias));
        return new Network(input, layers, latent);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Architecture");
    }

    @Override
    public String toString() {
        return "LeNetsPlusPlus(width=" + width + ",featureSize=" + featureSize + ",featureActivation="
                + featureActivation + ",outputBias=" + outputBias + ",keep=" + keep + ")";
    }
}
