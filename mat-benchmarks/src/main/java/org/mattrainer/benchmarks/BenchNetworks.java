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
package org.mattrainer.benchmarks;

import org.mattrainer.benchmarks.contest.BenchCase;
import org.mattrainer.benchmarks.contest.StepKind;
import org.mattrainer.nn.Architecture;
import org.mattrainer.nn.ConvLarge;
import org.mattrainer.nn.LeNetsPlusPlus;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.TensorShape;
import org.mattrainer.nn.WideResNet;

/** The networks of the benchmark and the arithmetic of their steps. */
final class BenchNetworks {

    private BenchNetworks() {}

    static Network of(BenchCase benchCase) {
        TensorShape input = new TensorShape(benchCase.channels(), benchCase.side(), benchCase.side());
        return architecture(benchCase).network(input, BenchCase.CLASSES);
    }

    static Architecture architecture(BenchCase benchCase) {
        return switch (benchCase) {
            case LENETS_PLUS_PLUS -> new LeNetsPlusPlus(32, 2, true, false, 1);
            case CONV_LARGE -> new ConvLarge();
            case WIDE_RESNET -> new WideResNet(16, 2, 1);
        };
    }

    /**
     * Floating point operations of the convolutions and linear layers per image, by the direct algorithm; a
     * multiply-add counts as two. With F a forward pass and A the first layer's part of it: a supervised step is
     * 3 F - A (forward, gradient to the weights, gradient to the input but in the first layer), a MAT step three forward
     * passes, one full gradient to the input and the gradients of two passes, 8 F - 2 A. A step of an attack is a forward
     * pass and a full gradient to the input, 2 F.
     */
    static double flops(Network network, StepKind kind) {
        double forward = 0;
        for (int i = 0; i < network.layers().size(); i++) {
            forward += flops(network, i);
        }
        double first = flops(network, 0);
        switch (kind) {
            case SUPERVISED:
                return 3 * forward - first;
            case MAT:
                return 8 * forward - 2 * first;
            case ATTACK:
                return StepKind.ATTACK_STEPS * 2 * forward;
            case ADAPTIVE_ATTACK:
                // One more pass looks at the last point.
                return (StepKind.ADAPTIVE_STEPS * 2 + 1) * forward;
            default:
                return forward;
        }
    }

    private static double flops(Network network, int index) {
        return network.layers()
                .get(index)
                .accept(new LayerOperations(network.inputShape(index), network.shape(index + 1)));
    }
}
