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

/**
 * What depends on the kind of a layer, one method for each kind: who handles layers does not compile until all are
 * handled. Objects are made for one layer and carry what else is known of it.
 *
 * @param <R> what is made of the layer
 */
public interface LayerVisitor<R> {

    /**
     * For mean pooling.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(AvgPool2d layer);

    /**
     * For batch normalisation.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(BatchNorm2d layer);

    /**
     * For convolution.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(Conv2d layer);

    /**
     * For dropout.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(Dropout layer);

    /**
     * For flattening.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(Flatten layer);

    /**
     * For mean over all positions.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(GlobalAvgPool2d layer);

    /**
     * For rectifier with a fixed slope.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(LeakyRelu layer);

    /**
     * For fully connected layer.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(Linear layer);

    /**
     * For max-pooling.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(MaxPool2d layer);

    /**
     * For rectifier with trained slopes.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(PRelu layer);

    /**
     * For rectifier.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(Relu layer);

    /**
     * For a sum.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(Add layer);

    /**
     * For a concatenation.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(Concatenate layer);

    /**
     * For a gate.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(Gate layer);

    /**
     * For a shortcut with zero channels.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(ShortcutPad layer);

    /**
     * For a logistic function.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(Sigmoid layer);

    /**
     * For a hyperbolic tangent.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(Tanh layer);

    /**
     * For a smooth rectifier.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(Softplus layer);

    /**
     * For a scale and shift of each channel.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(ChannelAffine layer);

    /**
     * For a scale, then a shift of each channel.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(ChannelScale layer);

    /**
     * For a part of the input.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(Slice layer);

    /**
     * For noise.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(AdditiveNoise layer);

    /**
     * For a softmax.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(Softmax layer);

    /**
     * For a transposed convolution.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(ConvTranspose2d layer);

    /**
     * For a way back from max-pooling.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(MaxUnpool2d layer);

    /**
     * For another shape.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(Reshape layer);

    /**
     * For a larger map.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(Upsample2d layer);

    /**
     * For a sample of a Gaussian.
     *
     * @param layer the layer
     * @return what is made of it
     */
    R visit(Reparameterise layer);
}
