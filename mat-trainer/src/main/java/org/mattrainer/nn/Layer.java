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
import java.util.List;

/**
 * An immutable description of one layer: its settings, how it changes a shape, and which tensors it owns. Layers hold
 * no numbers; the parameters of a network are one flat array described by {@link Network#parameters()}.
 */
public sealed interface Layer extends Configurable, Provenancable<ConfiguredObjectProvenance>
        permits AdditiveNoise,
                AvgPool2d,
                BatchNorm2d,
                ChannelAffine,
                ChannelScale,
                Dropout,
                Flatten,
                GlobalAvgPool2d,
                Join,
                LeakyRelu,
                MaxPool2d,
                PRelu,
                Relu,
                Reshape,
                ShortcutPad,
                Sigmoid,
                Slice,
                Softmax,
                Softplus,
                Tanh,
                Upsample2d,
                WeightedLayer {

    /**
     * The shape of the layer's output.
     *
     * @param input the shape of its input
     * @return the shape of its output
     * @throws IllegalArgumentException if the layer cannot take that input; the message names layer and shapes
     */
    TensorShape outputShape(TensorShape input);

    /**
     * The shape of the layer's output.
     *
     * @param inputs the shapes of what it reads, one unless it is a {@link Join}
     * @return the shape of its output
     * @throws IllegalArgumentException if the layer cannot take that input; the message names layer and shapes
     */
    default TensorShape outputShape(List<TensorShape> inputs) {
        if (inputs.size() != 1) {
            throw new IllegalArgumentException(
                    getClass().getSimpleName() + ": expected one input, found " + inputs.size());
        }
        return outputShape(inputs.get(0));
    }

    /**
     * The trained tensors of the layer, in canonical order.
     *
     * @param input the shape of its input
     * @return its tensors, empty for a layer without parameters
     */
    List<LayerTensor> parameters(TensorShape input);

    /**
     * The running statistics of the layer.
     *
     * @param input the shape of its input
     * @return its statistics, empty for all layers but batch normalisation
     */
    default List<LayerTensor> statistics(TensorShape input) {
        return List.of();
    }

    /**
     * Hands the layer to the method for its kind.
     *
     * @param visitor what to do with a layer
     * @param <R> what is made of the layer
     * @return what the visitor made
     */
    <R> R accept(LayerVisitor<R> visitor);

    /**
     * The layer in the compact notation of {@link NetworkNotation}.
     *
     * @return a token without {@code -}
     */
    String notation();
}
