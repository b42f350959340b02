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
 * A network given layer by layer: the trunk, whose output is the latent vector z, and the classifier, which makes the
 * logits of it. One layer component may be listed several times; each place has its own parameters.
 */
public final class LayerList implements Architecture {

    @Config(mandatory = true, description = "The layers up to and including the latent layer, at least one.")
    private List<Layer> trunk = new ArrayList<>();

    @Config(
            mandatory = true,
            description = "The layers behind the latent layer, at least one; the last makes the logits.")
    private List<Layer> classifier = new ArrayList<>();

    /** For olcut. */
    private LayerList() {}

    /**
     * Makes the architecture.
     *
     * @param trunk the layers up to and including the latent layer, at least one
     * @param classifier the layers behind the latent layer, at least one; the last makes the logits
     * @throws PropertyException if a list is empty
     */
    public LayerList(List<? extends Layer> trunk, List<? extends Layer> classifier) {
        this.trunk = new ArrayList<>(trunk);
        this.classifier = new ArrayList<>(classifier);
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(!trunk.isEmpty(), "trunk", "at least one layer", "none");
        Checks.require(!classifier.isEmpty(), "classifier", "at least one layer", "none");
    }

    @Override
    public Network network(TensorShape input, int classes) {
        List<Layer> layers = new ArrayList<>(trunk);
        layers.addAll(classifier);
        return ClassCount.require(new Network(input, layers, trunk.size()), classes);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Architecture");
    }

    @Override
    public String toString() {
        return "LayerList(trunk=" + trunk + ",classifier=" + classifier + ")";
    }
}
