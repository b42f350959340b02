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

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.nn.Network;

/**
 * Temporal ensembling (Laine and Aila, "Temporal ensembling for semi-supervised learning", 2017), beside
 * {@link CrossEntropy}: the mean over examples and classes of the squared difference of the probabilities p and of those that the
 * network gave the same example in earlier epochs, under other noise, masks and augmentations, which are constants of the
 * gradient. Each example has an ensemble Z [M] of its own, 0 at first, which a step that shows it changes after the update
 * by {@code Z <- a Z + (1 - a) p}, p the probabilities of that step; its target is {@code Z / (1 - a^n)}, n how often it was
 * seen before. An example that was not seen before has none and adds nothing, so that the first epoch is that of the other
 * terms.
 *
 * <p>The examples are the unlabelled ones, among which are the images of the labelled ones, or the labelled ones where
 * there are no others. The weight is ramped up as {@code weight exp(-5 (1 - t)^2)}. The published strength is 30 where, as
 * here, both losses are means over their examples. The share of examples that have a target is reported as
 * {@code targets}. Z and n are kept for every example of the training and are in checkpoints.
 */
public final class TemporalEnsembling implements Regulariser {

    private static final RegulariseOn EXAMPLES = RegulariseOn.UNLABELLED;

    @Config(description = "Final weight of the term, at least 0.")
    private double weight = 30;

    @Config(description = "Share of the training, in [0, 1], over which the weight is ramped up; 0 for none.")
    private double ramp = 0.25;

    @Config(
            description =
                    "Share of an example's ensemble that stays when the example is seen again, at least 0, below 1.")
    private double momentum = 0.6;

    /** The published strength and momentum, ramped up over a quarter of the training. */
    public TemporalEnsembling() {}

    /**
     * Makes the term.
     *
     * @param weight its final weight, at least 0
     * @param ramp share of the training over which the weight is ramped up, in [0, 1]
     * @param momentum share a of an ensemble that stays when its example is seen again, in [0, 1)
     * @throws PropertyException if a value is out of range
     */
    public TemporalEnsembling(double weight, double ramp, double momentum) {
        this.weight = weight;
        this.ramp = ramp;
        this.momentum = momentum;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.atLeastZero("weight", weight);
        Checks.fraction("ramp", ramp);
        Checks.require(momentum >= 0 && momentum < 1, "momentum", "a number of at least 0 and below 1", momentum);
    }

    @Override
    public String name() {
        return "ensemble";
    }

    /** The M numbers of the ensemble and how often the example was seen. */
    @Override
    public int keptPerExample(Network model) {
        return weight == 0 ? 0 : model.classes() + 1;
    }

    @Override
    public double growth() {
        return weight > 0 ? ramp : 0;
    }

    @Override
    public double apply(StepContext step) {
        double current = WarmUp.ramp(weight, ramp, step.progress());
        if (current == 0) {
            return 0;
        }
        StepExamples batch = EXAMPLES.batches(step).get(0);
        GradientPass pass = batch.pass();
        ExampleMemory kept = step.kept(name());
        double[] p = SoftmaxLoss.probabilities(pass, step.memory().logits());
        double[] targets = step.memory().otherLogits();
        int m = pass.classes();
        int seen = 0;
        for (int i = 0; i < batch.size(); i++) {
            seen += target(kept, batch.id(i), p, targets, i * m, m) ? 1 : 0;
        }
        step.measure("targets", (double) seen / batch.size());
        return SoftmaxLoss.towards(batch, pass, p, targets, current / batch.size());
    }

    /** The target of an example, of one that was not seen before its probabilities themselves; whether it was. */
    private boolean target(ExampleMemory kept, long example, double[] p, double[] targets, int row, int m) {
        int offset = kept.offset(example);
        float seen = kept.values()[offset + m];
        double scale = 1 - Math.pow(momentum, seen);
        for (int k = 0; k < m; k++) {
            targets[row + k] = seen == 0 ? p[row + k] : kept.values()[offset + k] / scale;
        }
        return seen > 0;
    }

    @Override
    public void finish(StepContext step) {
        if (weight == 0) {
            return;
        }
        StepExamples batch = EXAMPLES.batches(step).get(0);
        ExampleMemory kept = step.kept(name());
        double[] p = SoftmaxLoss.probabilities(batch.pass(), step.memory().logits());
        int m = batch.pass().classes();
        for (int i = 0; i < batch.size(); i++) {
            int offset = kept.offset(batch.id(i));
            for (int k = 0; k < m; k++) {
                kept.values()[offset + k] =
                        (float) (momentum * kept.values()[offset + k] + (1 - momentum) * p[i * m + k]);
            }
            kept.values()[offset + m]++;
        }
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Term");
    }

    @Override
    public String toString() {
        return "TemporalEnsembling(weight=" + weight + ",ramp=" + ramp + ",momentum=" + momentum + ")";
    }
}
