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

import java.util.Arrays;
import java.util.List;
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.LeakyRelu;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Tap;
import org.mattrainer.nn.TensorShape;

/** The losses of generative adversarial networks on given rows: those of a network that is the identity. */
public final class GanLossProbe {

    private GanLossProbe() {}

    /** A value and its gradient with respect to the rows. */
    public record Result(double value, double[] gradient) {}

    private interface Loss {
        double apply(StepExamples batch, GradientPass pass, double[] memory);
    }

    private static Result of(float[] rows, int n, Loss loss) {
        return of(rows, n, null, loss);
    }

    private static Result of(float[] rows, int n, float[] weights, Loss loss) {
        int width = rows.length / n;
        Network network = new Network(TensorShape.vector(width), List.of(new LeakyRelu(1), new LeakyRelu(1)), 1);
        try (Workers workers = new Workers(1)) {
            NetworkEngine engine =
                    new NetworkEngine(NetworkPlan.compile(network, ConvolutionAlgorithm.DIRECT), n, workers);
            StepContext context = new StepContext(engine, null, new SeededDraws(1));
            context.begin(0);
            context.unlabelled().set(0, rows, null, weights, new long[n], n);
            GradientPass pass = context.unlabelled().pass();
            double value =
                    loss.apply(context.unlabelled(), pass, context.memory().logits());
            double[] gradient = Arrays.copyOf(pass.logitGradient(), rows.length);
            double[] latent = pass.latentGradient();
            Arrays.setAll(gradient, i -> gradient[i] + latent[i]);
            return new Result(value, gradient);
        }
    }

    /** Of rows of logits: how far they are from saying that examples are real, or generated. */
    public static Result presence(float[] logits, int n, boolean real, double weight) {
        return of(logits, n, (batch, pass, memory) -> GanLoss.presence(batch, pass, real, weight, memory));
    }

    /** The same of examples with weights. */
    static Result presence(float[] logits, int n, boolean real, float... weights) {
        return of(logits, n, weights, (batch, pass, memory) -> GanLoss.presence(batch, pass, real, 1, memory));
    }

    /** Of rows of logits: {@code certainty mean H(p) - spread H(mean p)}. */
    public static Result entropies(float[] logits, int n, boolean real, double certainty, double spread) {
        return of(logits, n, (batch, pass, memory) -> GanLoss.entropies(batch, pass, real, certainty, spread, memory));
    }

    /** Of generated rows of features, held against the means of real ones. */
    public static Result matching(FeatureDistance distance, float[] real, int n, float[] fake, int generated) {
        FeatureMatching term = FeatureMatching.builder("S").distance(distance).build();
        double[][] target = new double[1][];
        of(real, n, (batch, pass, memory) -> {
            target[0] = GanLoss.means(batch, pass, true, Tap.LATENT, real.length / n);
            return 0;
        });
        return of(fake, generated, (batch, pass, memory) -> term.generated(null, batch, pass, target[0]));
    }
}
