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

/**
 * Global contrast normalisation: each image on its own is given the mean 0 and about the same contrast,
 * s (x - m) / max(e, sqrt(l + v)), where m and v are the mean and the variance of all its values.
 *
 * <pre>
 * See: Goodfellow, Bengio, Courville, "Deep Learning", 2016, equation 12.3.
 * </pre>
 * The norm of an image of d values becomes about s sqrt(d). It cannot be undone, because mean and contrast are lost.
 */
public final class ContrastNormalisation implements Preprocessing {

    @Config(description = "The contrast s that images get, above 0.")
    private float scale = 1f;

    @Config(description = "The bias l added to the variance, at least 0, in squared units of the values.")
    private float bias = 10f;

    @Config(description = "The least value e of the divisor, above 0; it counts for images without contrast.")
    private float epsilon = 1e-8f;

    /** For bytes. */
    public ContrastNormalisation() {}

    /**
     * Any settings.
     *
     * @param scale the contrast s that images get, above 0
     * @param bias the bias l added to the variance, at least 0, in squared units of the values
     * @param epsilon the least value e of the divisor, above 0
     * @throws PropertyException if a value is out of range
     */
    public ContrastNormalisation(float scale, float bias, float epsilon) {
        this.scale = scale;
        this.bias = bias;
        this.epsilon = epsilon;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.positive("scale", scale);
        Checks.atLeastZero("bias", bias);
        Checks.positive("epsilon", epsilon);
    }

    @Override
    public PixelTransform fit(ImageShape shape, TrainingImages images) {
        return new ContrastTransform(shape, scale, bias, epsilon);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Preprocessing");
    }

    @Override
    public String toString() {
        return "ContrastNormalisation(scale=" + scale + ",bias=" + bias + ",epsilon=" + epsilon + ")";
    }
}
