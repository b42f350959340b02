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

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;

/** A recipe for a network, completed by the shape of the images and the number of classes when these are known. */
public interface Architecture extends Configurable, Provenancable<ConfiguredObjectProvenance> {

    /**
     * Makes the network.
     *
     * @param input shape of one example
     * @param classes number of classes, at least 1
     * @return the network
     * @throws IllegalArgumentException if the layers do not fit the images
     */
    Network network(TensorShape input, int classes);
}
