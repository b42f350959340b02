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
import java.util.List;
import org.mattrainer.internal.numbers.Checks;

/**
 * Batch normalisation per channel, y = gamma (x - m) / sqrt(v + epsilon) + beta (Ioffe and Szegedy, 2015), or without the
 * trained gamma and beta. In training
 * m and v are the mean and the biased variance over the batch and all positions, and the running statistics move by
 * {@code mean <- decay mean + (1 - decay) m}, {@code variance <- decay variance + (1 - decay) v n / (n - 1)}; in
 * evaluation m and v are the running statistics. Mean-only batch normalisation has no v and no gamma. Works on vectors as
 * well.
 */
public final class BatchNorm2d implements Layer {

    @Config(description = "Added to the variance, above 0.")
    private float epsilon = 1e-6f;

    @Config(description = "Share of the running statistics that is kept at each update, in [0, 1].")
    private float decay = 0.99f;

    @Config(description = "Whether the normalised values are scaled and shifted by trained numbers.")
    private boolean affine = true;

    @Config(description = "Whether the mean alone is subtracted and the shift added, without any scale.")
    private boolean meanOnly = false;

    /** For olcut. */
    private BatchNorm2d() {}

    /**
     * Mean-only batch normalisation, y = x - m + beta (Salimans and Kingma, 2016), for layers with weight normalisation.
     *
     * @param decay share of the running mean that is kept at each update, in [0, 1]
     * @return the layer
     */
    public static BatchNorm2d meanOnly(float decay) {
        BatchNorm2d it = new BatchNorm2d();
        it.decay = decay;
        it.meanOnly = true;
        it.postConfig();
        return it;
    }

    /**
     * Makes the layer.
     *
     * @param epsilon added to the variance, above 0
     * @param decay share of the running statistics that is kept at each update, in [0, 1]
     * @throws PropertyException if a value is out of range
     */
    public BatchNorm2d(float epsilon, float decay) {
        this(epsilon, decay, true);
    }

    /**
     * Makes the layer.
     *
     * @param epsilon added to the variance, above 0
     * @param decay share of the running statistics that is kept at each update, in [0, 1]
     * @param affine whether the normalised values are scaled and shifted by trained numbers
     * @throws PropertyException if a value is out of range
     */
    public BatchNorm2d(float epsilon, float decay, boolean affine) {
        this.epsilon = epsilon;
        this.decay = decay;
        this.affine = affine;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.positive("epsilon", epsilon);
        Checks.fraction("decay", decay);
        Checks.require(affine || !meanOnly, "affine", "true with meanOnly, which shifts", affine);
    }

    /**
     * Added to the variance, above 0.
     *
     * @return the setting
     */
    public float epsilon() {
        return epsilon;
    }

    /**
     * Share of the running statistics that is kept at each update, in [0, 1].
     *
     * @return the setting
     */
    public float decay() {
        return decay;
    }

    /**
     * Whether the normalised values are scaled and shifted by trained numbers.
     *
     * @return the setting
     */
    public boolean affine() {
        return affine;
    }

    /**
     * Whether the mean alone is subtracted and the shift added.
     *
     * @return the setting
     */
    public boolean meanOnly() {
        return meanOnly;
    }

    @Override
    public TensorShape outputShape(TensorShape input) {
        return input;
    }

    @Override
    public List<LayerTensor> parameters(TensorShape input) {
        if (!affine) {
            return List.of();
        }
        List<Integer> shape = List.of(input.channels());
        LayerTensor beta = new LayerTensor("beta", shape, ParameterKind.BETA, 0, 0f);
        return meanOnly ? List.of(beta) : List.of(new LayerTensor("gamma", shape, ParameterKind.GAMMA, 0, 1f), beta);
    }

    @Override
    public List<LayerTensor> statistics(TensorShape input) {
        List<Integer> shape = List.of(input.channels());
        LayerTensor mean = new LayerTensor("mean", shape, ParameterKind.BETA, 0, 0f);
        return meanOnly ? List.of(mean) : List.of(mean, new LayerTensor("variance", shape, ParameterKind.GAMMA, 0, 1f));
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String notation() {
        return (meanOnly ? "Bm" : affine ? "B" : "Bp")
                + (epsilon == 1e-6f && decay == 0.99f ? "" : epsilon + "d" + decay);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Layer");
    }

    @Override
    public String toString() {
        return notation();
    }
}
