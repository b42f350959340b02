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
import org.mattrainer.nn.Conv2d;
import org.mattrainer.nn.Layer;
import org.mattrainer.nn.Linear;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;
import org.mattrainer.nn.TensorShape;

/** The networks of the benchmark and the arithmetic of their steps. */
final class BenchNetworks {

    private static final String LENETS_PLUS_PLUS =
            "1x28x28:C5x32-P-C5x32-P-M2-C5x64-P-C5x64-P-M2-C5x128-P-C5x128-P-M3s2-F-D2-P-Z-D10n";
    private static final String CONV_LARGE = "3x32x32:C3x128n-B-L-C3x128n-B-L-C3x128n-B-L-M2-O"
            + "-C3x256n-B-L-C3x256n-B-L-C3x256n-B-L-M2-O-C3x512p0n-B-L-C1x256n-B-L-C1x128n-B-L-G-Z-D10";

    private BenchNetworks() {}

    static Network of(BenchCase benchCase) {
        return NetworkNotation.parse(benchCase == BenchCase.LENETS_PLUS_PLUS ? LENETS_PLUS_PLUS : CONV_LARGE);
    }

    /**
     * Floating point operations of the convolutions and linear layers per image, by the direct algorithm; a
     * multiply-add counts as two. With F a forward pass and A the first layer's part of it: a supervised step is
     * 3 F - A (forward, gradient to the weights, gradient to the input but in the first layer), a MAT step three forward
     * passes, one full gradient to the input and the gradients of two passes, 8 F - 2 A.
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
            default:
                return forward;
        }
    }

    private static double flops(Network network, int index) {
        Layer layer = network.layers().get(index);
        TensorShape in = network.shape(index);
        TensorShape out = network.shape(index + 1);
        if (layer instanceof Conv2d) {
            int kernel = ((Conv2d) layer).kernelSize();
            return 2.0 * out.size() * in.channels() * kernel * kernel;
        }
        return layer instanceof Linear ? 2.0 * in.size() * out.size() : 0;
    }
}
