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
import java.util.ArrayList;
import java.util.List;
import org.mattrainer.internal.numbers.Checks;

/** Several preprocessings one after the other, each fitted to the training images as the ones before it leave them. */
public final class PreprocessingChain implements Preprocessing {

    @Config(mandatory = true, description = "The preprocessings in the order in which they are applied, at least one.")
    private List<Preprocessing> steps = new ArrayList<>();

    /** For olcut. */
    private PreprocessingChain() {}

    /**
     * Makes the chain.
     *
     * @param steps the preprocessings in the order in which they are applied, at least one
     * @throws PropertyException if there are none
     */
    public PreprocessingChain(List<Preprocessing> steps) {
        this.steps = new ArrayList<>(steps);
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(!steps.isEmpty(), "steps", "at least one preprocessing", "none");
    }

    @Override
    public PixelTransform fit(ImageShape shape, TrainingImages images) {
        List<PixelTransform> fitted = new ArrayList<>();
        for (Preprocessing step : steps) {
            PixelTransform before = new TransformChain(fitted);
            fitted.add(step.fit(shape, new TransformedImages(images, before)));
        }
        return new TransformChain(fitted);
    }

    /** The images as the steps fitted so far leave them. */
    private record TransformedImages(TrainingImages images, PixelTransform before) implements TrainingImages {

        @Override
        public int count() {
            return images.count();
        }

        @Override
        public void read(int first, int n, float[] x) {
            images.read(first, n, x);
            before.apply(x, n);
        }
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Preprocessing");
    }

    @Override
    public String toString() {
        return "PreprocessingChain(steps=" + steps + ")";
    }
}
