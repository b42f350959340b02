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
package org.mattrainer.onnx;

import java.util.ArrayList;
import java.util.List;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Node;
import org.mattrainer.nn.Tap;
import org.tribuo.util.onnx.ONNXRef;

/**
 * What a network computes, as values of a graph.
 *
 * @param latent the latent vectors [n,d]
 * @param logits the outputs before the softmax [n,m]
 */
public record NetworkGraph(ONNXRef<?> latent, ONNXRef<?> logits) {

    /**
     * Adds a trained network, as it predicts, behind a batch of images.
     *
     * @param images values [n,c,h,w] in the units that the network is fed with
     * @param network the network
     * @param parameters its parameters, flat, in canonical order
     * @param statistics its running statistics, likewise
     * @return the values of its outputs
     */
    public static NetworkGraph write(ONNXRef<?> images, Network network, float[] parameters, float[] statistics) {
        List<ONNXRef<?>> values = new ArrayList<>();
        values.add(network.input().isVector() ? LayerNodes.flat(images) : images);
        for (int i = 0; i < network.nodes().size(); i++) {
            Node node = network.nodes().get(i);
            List<ONNXRef<?>> read = new ArrayList<>();
            node.inputs().forEach(source -> read.add(values.get(source + 1)));
            TrainedLayer trained = TrainedLayer.of(network, i, parameters, statistics);
            values.add(node.layer().accept(LayerNodes.of(read, network.inputShape(i), trained)));
        }
        return new NetworkGraph(values.get(network.node(Tap.LATENT) + 1), values.get(network.node(Tap.LOGITS) + 1));
    }
}
