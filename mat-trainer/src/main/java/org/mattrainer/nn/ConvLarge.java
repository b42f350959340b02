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
 * Conv-Large, the network for CIFAR-10 and SVHN of Miyato et al., "Virtual Adversarial Training: a Regularization
 * Method for Supervised and Semi-Supervised Learning" (2017): three 3x3 convolutions of 128 channels, max-pooling,
 * dropout, three of 256, max-pooling, dropout, one of 512 without padding, 1x1 convolutions of 256 and 128, the mean
 * over all positions as latent layer, and a linear classifier. Every convolution is without bias and followed by batch
 * normalisation and a leaky rectifier of slope 0.1. For 3 channels and 10 classes it has 3,121,802 parameters.
 */
public final class ConvLarge implements Architecture {

    private static final int STAGE_LENGTH = 3;

    @Config(description = "What the numbers of channels are divided by: 1, 2, 4, 8, 16, 32, 64 or 128.")
    private int widthDivisor = 1;

    @Config(description = "Whether the logits are batch-normalised, as for SVHN.")
    private boolean topBatchNorm = false;

    @Config(description = "Probability with which dropout keeps a value, above 0 and at most 1; 1 for no dropout.")
    private float keep = 0.5f;

    /** The standard network. */
    public ConvLarge() {}

    /**
     * A variant.
     *
     * @param widthDivisor what the numbers of channels are divided by: a power of 2 up to 128
     * @param topBatchNorm whether the logits are batch-normalised
     * @param keep probability with which dropout keeps a value, in (0, 1]; 1 for no dropout
     * @throws PropertyException if a value is out of range
     */
    public ConvLarge(int widthDivisor, boolean topBatchNorm, float keep) {
        this.widthDivisor = widthDivisor;
        this.topBatchNorm = topBatchNorm;
        this.keep = keep;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(
                widthDivisor >= 1 && 128 % widthDivisor == 0,
                "widthDivisor",
                "1, 2, 4, 8, 16, 32, 64 or 128",
                widthDivisor);
        Checks.probability("keep", keep);
    }

    @Override
    public Network network(TensorShape input, int classes) {
        List<Layer> layers = new ArrayList<>();
        for (int channels : new int[] {128, 256}) {
            for (int i = 0; i < STAGE_LENGTH; i++) {
                addBlock(layers, channels, 3, 1);
            }
            layers.add(new MaxPool2d(2, 2, false));
            if (keep < 1) {
                layers.add(new Dropout(keep));
            }
        }
        addBlock(layers, 512, 3, 0);
        addBlock(layers, 256, 1, 0);
        addBlock(layers, 128, 1, 0);
        layers.add(new GlobalAvgPool2d());
        int latent = layers.size();
        layers.add(new Linear(classes, true));
        if (topBatchNorm) {
            layers.add(new BatchNorm2d(1e-6f, 0.99f));
        }
        return new Network(input, layers, latent);
    }

    private void addBlock(List<Layer> layers, int channels, int kernelSize, int padding) {
        layers.add(new Conv2d(channels / widthDivisor, kernelSize, 1, padding, false));
        layers.add(new BatchNorm2d(1e-6f, 0.99f));
        layers.add(new LeakyRelu(0.1f));
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Architecture");
    }

    @Override
    public String toString() {
        return "ConvLarge(widthDivisor=" + widthDivisor + ",topBatchNorm=" + topBatchNorm + ",keep=" + keep + ")";
    }
}
