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
 * A network given as one line of text in the {@link NetworkNotation}, without the input shape:
 * {@code C5x32-P-M2-F-D2-P-Z-D*}. The units of a linear layer may be {@code *}, the number of classes.
 */
public final class NotationArchitecture implements Architecture {

    @Config(mandatory = true, description = "The layers in the compact notation, such as C5x32-P-M2-F-D2-P-Z-D*.")
    private String layers;

    /** For olcut. */
    private NotationArchitecture() {}

    /**
     * Makes the architecture.
     *
     * @param layers the layers in the compact notation
     * @throws PropertyException if the text is empty
     */
    public NotationArchitecture(String layers) {
        this.layers = layers;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(!layers.isBlank(), "layers", "layers such as C5x32-P-M2-F-D2-P-Z-D*", "none");
    }

    @Override
    public Network network(TensorShape input, int classes) {
        return ClassCount.require(NetworkNotation.parse(input, layers, classes), classes);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Architecture");
    }

    @Override
    public String toString() {
        return "NotationArchitecture(layers=" + layers + ")";
    }
}
