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
package org.mattrainer.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;
import org.mattrainer.nn.Node;
import org.mattrainer.nn.Slice;
import org.mattrainer.nn.Tap;
import org.mattrainer.nn.TensorShape;

/** The parts of a ladder, for tests of other packages. */
public final class LadderParts {

    private LadderParts() {}

    /** A network that combines z and u, which are one behind the other in its input; the result is the tap y. */
    public static Network combinator(TensorShape shape) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(Node.of(new Slice(0, shape), Node.INPUT));
        nodes.add(Node.of(new Slice(shape.size(), shape), Node.INPUT));
        int y = LadderCombinator.append(nodes, 0, 1);
        return new Network(TensorShape.vector(2 * shape.size()), nodes, Map.of(new Tap("y"), y));
    }

    /** A denoising cost and its gradients. */
    public record Cost(double value, float[] guess, float[] target, float[] statistics) {}

    /** The cost of guesses for targets, normalised like other values. */
    public static Cost cost(float[] guess, float[] target, float[] like, int n, TensorShape shape) {
        Network network = NetworkNotation.parse("1x1x2:F-D1-Z-D1");
        try (Workers workers = new Workers(1)) {
            NetworkEngine engine =
                    new NetworkEngine(NetworkPlan.compile(network, ConvolutionAlgorithm.DIRECT), n, workers);
            StepContext context = new StepContext(engine, null, new SeededDraws(1));
            context.unlabelled().set(0, null, null, null, null, n);
            DenoisingCost cost = new DenoisingCost(context.unlabelled(), shape, context.memory());
            cost.normaliseLike(like);
            double value = cost.add(guess, target, 1);
            return new Cost(
                    value,
                    cost.guessGradient(),
                    cost.targetGradient(),
                    cost.statisticsGradient(like).clone());
        }
    }
}
