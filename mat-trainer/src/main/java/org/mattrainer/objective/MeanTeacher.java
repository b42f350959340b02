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
import java.util.OptionalDouble;
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.internal.numbers.Checks;

/**
 * The consistency term of Mean Teacher (Tarvainen and Valpola, "Mean teachers are better role models", 2017), beside {@link
 * CrossEntropy}: the mean over examples and classes of the squared difference of the probabilities of the network and of
 * its teacher, which are constants of the gradient. The teacher is a network of the same form whose parameters follow those
 * of the network after step t, from 1, as {@code teacher <- d teacher + (1 - d) network} with
 * {@code d = min(1 - 1/(t + 1), decay)}. It runs in training mode with dropout masks and noise of its own, and has running
 * statistics of its own, which its passes over labelled examples change. The teacher is the model in the end.
 *
 * <p>The weight is ramped up as {@code weight exp(-5 (1 - t)^2)}. The published strength is 100 where, as here, both losses
 * are means over their examples. Network and teacher have to differ in something: noise in the network ({@code N}),
 * dropout, or steps that were made.
 */
public final class MeanTeacher implements Regulariser {

    @Config(description = "Final weight of the term, at least 0.")
    private double weight = 100;

    @Config(description = "Share of the training, in [0, 1], over which the weight is ramped up; 0 for none.")
    private double ramp = 0.25;

    @Config(description = "Share of the teacher's parameters that stays in a step, in [0, 1].")
    private double decay = 0.999;

    @Config(description = "Examples of the term: BOTH, or UNLABELLED (the labelled ones where there are no others).")
    private RegulariseOn regulariseOn = RegulariseOn.BOTH;

    /** The published strength, ramped up over a quarter of the training, and a teacher that looks back on 1,000 steps. */
    public MeanTeacher() {}

    /**
     * Makes the term.
     *
     * @param weight its final weight, at least 0
     * @param ramp share of the training over which the weight is ramped up, in [0, 1]
     * @param decay share of the teacher's parameters that stays in a step, in [0, 1]
     * @param regulariseOn examples of the term
     * @throws PropertyException if a value is missing or out of range
     */
    public MeanTeacher(double weight, double ramp, double decay, RegulariseOn regulariseOn) {
        this.weight = weight;
        this.ramp = ramp;
        this.decay = decay;
        this.regulariseOn = regulariseOn;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.atLeastZero("weight", weight);
        Checks.fraction("ramp", ramp);
        Checks.fraction("decay", decay);
        Checks.present("regulariseOn", regulariseOn);
    }

    @Override
    public String name() {
        return "teacher";
    }

    @Override
    public OptionalDouble teacherDecay() {
        return OptionalDouble.of(decay);
    }

    @Override
    public double growth() {
        return weight > 0 ? ramp : 0;
    }

    @Override
    public double apply(StepContext step) {
        double current = WarmUp.ramp(weight, ramp, step.progress());
        double share = current / regulariseOn.examples(step);
        boolean observed = false;
        double sum = 0;
        if (current > 0) {
            for (StepExamples batch : regulariseOn.batches(step)) {
                boolean labelled = batch == step.labelled();
                GradientPass taught = step.teacher().pass(batch, labelled);
                sum += SoftmaxLoss.towards(batch, batch.pass(), taught, share, step.memory());
                observed |= labelled;
            }
        }
        if (!observed) {
            step.teacher().observe(step.labelled());
        }
        return sum;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Term");
    }

    @Override
    public String toString() {
        return "MeanTeacher(weight=" + weight + ",ramp=" + ramp + ",decay=" + decay + ",regulariseOn=" + regulariseOn
                + ")";
    }
}
