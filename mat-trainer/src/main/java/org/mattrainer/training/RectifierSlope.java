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
package org.mattrainer.training;

import org.mattrainer.nn.AvgPool2d;
import org.mattrainer.nn.BatchNorm2d;
import org.mattrainer.nn.Conv2d;
import org.mattrainer.nn.Dropout;
import org.mattrainer.nn.Flatten;
import org.mattrainer.nn.GlobalAvgPool2d;
import org.mattrainer.nn.LayerVisitor;
import org.mattrainer.nn.LeakyRelu;
import org.mattrainer.nn.Linear;
import org.mattrainer.nn.MaxPool2d;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.PRelu;
import org.mattrainer.nn.Relu;

/** The slope for negative values of the rectifier that follows a layer, seen through batch normalisation; 0 without. */
record RectifierSlope(Network network, int index) implements LayerVisitor<Double> {

    /** The slope of the rectifier behind a layer. */
    static double behind(Network network, int index) {
        int next = index + 1;
        return next < network.layers().size()
                ? network.layers().get(next).accept(new RectifierSlope(network, next))
                : 0;
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
}
