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
package org.mattrainer.golden;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.internal.engine.DropoutMasks;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.LeakyRelu;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.TensorShape;
import org.mattrainer.objective.Draws;
import org.mattrainer.objective.StepContext;
import org.mattrainer.objective.Term;
import org.mattrainer.reference.Numbers;

/**
 * A term of the objective on given features, which are the logits as well: the network is the identity. Features that
 * are exact in single precision stay so, and terms compute in double precision.
 */
final class TermProbe {

    private final Term term;
    private final GaussianMixture mixture;
    private final int width;

    /** A term on rows of {@code width} values. */
    TermProbe(Term term, GaussianMixture mixture, int width) {
        this.term = term;
        this.mixture = mixture;
        this.width = width;
    }

    /**
     * What a term gives.
     *
     * @param value its weighted value
     * @param latentGradient with respect to the features
     * @param logitGradient with respect to the logits
     */
    record Result(double value, double[] latentGradient, double[] logitGradient) {}

    /** Applies the term to some rows with labels; further passes get the noise added. */
    Result apply(double[] rows, int[] labels, double[] noise) {
        Network network = new Network(TensorShape.vector(width), List.of(new LeakyRelu(1), new LeakyRelu(1)), 1);
        int n = labels.length;
        try (Workers workers = new Workers(1)) {
            NetworkEngine engine =
                    new NetworkEngine(NetworkPlan.compile(network, ConvolutionAlgorithm.DIRECT), n, workers);
            StepContext context = new StepContext(engine, mixture, new Noise(noise));
            context.begin(0);
            long[] ids = LongStream.range(0, n).toArray();
            context.labelled().set(0, Numbers.toFloat(rows), labels, null, ids, n);
            context.unlabelled().set(0, null, null, null, null, 0);
            double value = term.apply(context);
            GradientPass pass = context.labelled().pass();
            return new Result(
                    value,
                    Arrays.copyOf(pass.latentGradient(), rows.length),
                    Arrays.copyOf(pass.logitGradient(), rows.length));
        }
    }

    /** Applies the term to one row with a label. */
    Result applyToRow(double[] rows, int row, int label) {
        return apply(Numbers.row(rows, row, width), new int[] {label}, null);
    }

    /** The noise that is added to the input of a second pass. */
    private record Noise(double[] values) implements Draws {

        @Override
        public void gaussians(StreamPurpose purpose, long step, long[] examples, int n, int size, float[] out) {
            System.arraycopy(Numbers.toFloat(values), 0, out, 0, n * size);
        }

        @Override
        public long stream(StreamPurpose purpose, long step, long example) {
            throw new AssertionError("Expected no changes of images");
        }

        @Override
        public void masks(StreamPurpose purpose, long step, long[] examples, int n, DropoutMasks masks) {
            throw new AssertionError("Expected no dropout");
        }
    }
}
