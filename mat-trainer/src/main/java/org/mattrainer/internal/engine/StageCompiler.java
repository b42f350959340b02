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
package org.mattrainer.internal.engine;

import java.util.ArrayList;
import java.util.List;
import org.mattrainer.internal.kernel.ConvolutionShape;
import org.mattrainer.internal.kernel.Convolutions;
import org.mattrainer.internal.kernel.Kernels;
import org.mattrainer.internal.kernel.Layout;
import org.mattrainer.internal.kernel.PoolShape;
import org.mattrainer.nn.AvgPool2d;
import org.mattrainer.nn.BatchNorm2d;
import org.mattrainer.nn.Conv2d;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Dropout;
import org.mattrainer.nn.Flatten;
import org.mattrainer.nn.GlobalAvgPool2d;
import org.mattrainer.nn.Layer;
import org.mattrainer.nn.LeakyRelu;
import org.mattrainer.nn.Linear;
import org.mattrainer.nn.MaxPool2d;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.PRelu;
import org.mattrainer.nn.Relu;
import org.mattrainer.nn.TensorShape;

/** Cuts the layers of a network into stages, greedily from the front; a stage never reaches across the latent layer. */
final class StageCompiler {

    private final Network network;
    private final ConvolutionAlgorithm algorithm;
    private final Kernels kernels;
    private int next;

    private StageCompiler(Network network, ConvolutionAlgorithm algorithm, Kernels kernels) {
        this.network = network;
        this.algorithm = algorithm;
        this.kernels = kernels;
    }

    static List<Stage> compile(Network network, ConvolutionAlgorithm algorithm, Kernels kernels) {
        StageCompiler compiler = new StageCompiler(network, algorithm, kernels);
        List<Stage> stages = new ArrayList<>();
        while (compiler.next < network.layers().size()) {
            stages.add(compiler.stage(stages.size()));
        }
        return List.copyOf(stages);
    }

    private Stage stage(int index) {
        int first = next;
        int end = first < network.latentIndex()
                ? network.latentIndex()
                : network.layers().size();
        LinearOperator operator = operator(layer(first), network.shape(first));
        if (isLinear(layer(first))) {
            next++;
        }
        BatchNorm2d norm = null;
        if (next < end && layer(next) instanceof BatchNorm2d found) {
            norm = found;
            next++;
        }
        float slope = 1f;
        if (next < end && isActivation(layer(next))) {
            slope = layer(next) instanceof LeakyRelu leaky ? leaky.slope() : 0f;
            next++;
        }
        PoolShape pool = null;
        if (next < end && layer(next) instanceof MaxPool2d found) {
            pool = new PoolShape(
                    found.kernelSize(), found.stride(), operator.output(), compact(network.shape(next + 1)));
            next++;
        }
        int dropout = -1;
        float keep = 1f;
        if (next < end && layer(next) instanceof Dropout found) {
            dropout = next++;
            keep = found.keep();
        }
        StageTensors tensors = StageTensors.of(network, first, next - 1);
        return new Stage(index, operator, tensors, norm, slope, pool, dropout, keep, next - 1);
    }

    private Layer layer(int index) {
        return network.layers().get(index);
    }

    private static boolean isActivation(Layer layer) {
        return layer instanceof PRelu || layer instanceof LeakyRelu || layer instanceof Relu;
    }

    private static boolean isLinear(Layer layer) {
        return layer instanceof Conv2d
                || layer instanceof Linear
                || layer instanceof AvgPool2d
                || layer instanceof GlobalAvgPool2d
                || layer instanceof Flatten;
    }

    private LinearOperator operator(Layer layer, TensorShape in) {
        TensorShape out = layer.outputShape(in);
        if (layer instanceof Conv2d conv) {
            ConvolutionShape shape = new ConvolutionShape(
                    in.channels(),
                    in.height(),
                    in.width(),
                    out.channels(),
                    conv.kernelSize(),
                    conv.stride(),
                    conv.padding());
            return new ConvolutionOperator(shape, Convolutions.create(shape, algorithm, kernels));
        }
        if (layer instanceof Linear) {
            return new DenseOperator(in.size(), out.size(), kernels);
        }
        if (layer instanceof AvgPool2d pool) {
            return new AverageOperator(
                    compact(in), compact(out), pool.kernelSize(), pool.kernelSize(), pool.stride(), kernels);
        }
        if (layer instanceof GlobalAvgPool2d) {
            return new AverageOperator(compact(in), compact(out), in.height(), in.width(), 1, kernels);
        }
        if (layer instanceof Flatten && !in.isVector()) {
            return new FlattenOperator(compact(in));
        }
        return new IdentityOperator(compact(in));
    }

    private static Layout compact(TensorShape shape) {
        return Layout.of(shape.channels(), shape.height(), shape.width(), 0, 0);
    }
}
