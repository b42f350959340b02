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
package org.mattrainer.internal.training;

import org.mattrainer.nn.Add;
import org.mattrainer.nn.AdditiveNoise;
import org.mattrainer.nn.AvgPool2d;
import org.mattrainer.nn.BatchNorm2d;
import org.mattrainer.nn.ChannelAffine;
import org.mattrainer.nn.ChannelScale;
import org.mattrainer.nn.Concatenate;
import org.mattrainer.nn.Conv2d;
import org.mattrainer.nn.ConvTranspose2d;
import org.mattrainer.nn.Dropout;
import org.mattrainer.nn.Flatten;
import org.mattrainer.nn.Gate;
import org.mattrainer.nn.GlobalAvgPool2d;
import org.mattrainer.nn.LayerVisitor;
import org.mattrainer.nn.LeakyRelu;
import org.mattrainer.nn.Linear;
import org.mattrainer.nn.MaxPool2d;
import org.mattrainer.nn.MaxUnpool2d;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Node;
import org.mattrainer.nn.PRelu;
import org.mattrainer.nn.Relu;
import org.mattrainer.nn.Reparameterise;
import org.mattrainer.nn.Reshape;
import org.mattrainer.nn.ShortcutPad;
import org.mattrainer.nn.Sigmoid;
import org.mattrainer.nn.Slice;
import org.mattrainer.nn.Softmax;
import org.mattrainer.nn.Softplus;
import org.mattrainer.nn.Tanh;
import org.mattrainer.nn.Upsample2d;

/**
 * The slope for negative values of the rectifier that follows a layer, seen through normalisation and noise; 1 before a curve
 * that is straight around 0, and 0 where nothing of the kind follows.
 */
record RectifierSlope(Network network, int index) implements LayerVisitor<Double> {

    /** The slope of the rectifier behind a layer: the first node that reads it. */
    static double behind(Network network, int index) {
        for (int next = index + 1; next < network.nodes().size(); next++) {
            Node node = network.nodes().get(next);
            if (node.inputs().contains(index)) {
                return node.layer().accept(new RectifierSlope(network, next));
            }
        }
        return 0;
    }

    @Override
    public Double visit(AvgPool2d layer) {
        return 0.0;
    }

    @Override
    public Double visit(BatchNorm2d layer) {
        return behind(network, index);
    }

    @Override
    public Double visit(Conv2d layer) {
        return 0.0;
    }

    @Override
    public Double visit(Dropout layer) {
        return 0.0;
    }

    @Override
    public Double visit(Flatten layer) {
        return 0.0;
    }

    @Override
    public Double visit(GlobalAvgPool2d layer) {
        return 0.0;
    }

    @Override
    public Double visit(LeakyRelu layer) {
        return (double) layer.slope();
    }

    @Override
    public Double visit(Linear layer) {
        return 0.0;
    }

    @Override
    public Double visit(MaxPool2d layer) {
        return 0.0;
    }

    @Override
    public Double visit(PRelu layer) {
        return (double) layer.initialSlope();
    }

    @Override
    public Double visit(Relu layer) {
        return 0.0;
    }

    @Override
    public Double visit(Add layer) {
        return 0.0;
    }

    @Override
    public Double visit(Concatenate layer) {
        return 0.0;
    }

    @Override
    public Double visit(Gate layer) {
        return 0.0;
    }

    @Override
    public Double visit(ShortcutPad layer) {
        return 0.0;
    }

    @Override
    public Double visit(Sigmoid layer) {
        return 1.0;
    }

    @Override
    public Double visit(Tanh layer) {
        return 1.0;
    }

    @Override
    public Double visit(Softplus layer) {
        return 0.0;
    }

    @Override
    public Double visit(ChannelAffine layer) {
        return behind(network, index);
    }

    @Override
    public Double visit(ChannelScale layer) {
        return behind(network, index);
    }

    @Override
    public Double visit(Slice layer) {
        return 0.0;
    }

    @Override
    public Double visit(AdditiveNoise layer) {
        return behind(network, index);
    }

    @Override
    public Double visit(Softmax layer) {
        return 1.0;
    }

    @Override
    public Double visit(ConvTranspose2d layer) {
        return 0.0;
    }

    @Override
    public Double visit(MaxUnpool2d layer) {
        return 0.0;
    }

    @Override
    public Double visit(Reshape layer) {
        return 0.0;
    }

    @Override
    public Double visit(Upsample2d layer) {
        return 0.0;
    }

    @Override
    public Double visit(Reparameterise layer) {
        return 1.0;
    }
}
