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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.internal.engine.DropoutMasks;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Tap;
import org.mattrainer.nn.TensorShape;

/**
 * The unsupervised term of ladder networks (Rasmus et al., "Semi-supervised learning with ladder networks", 2015), beside
 * {@link CrossEntropy} on the noisy labelled pass: a decoder goes back from the prediction of the noisy pass to the values
 * of each level, helped by the noisy values z~ of that level, and its guess zhat is held to the value z of a pass of the same
 * examples without noise, {@code sum_l c_l mean_i |(zhat_l - m_l) / sqrt(v_l + 1e-10) - z_l|^2 / d_l}, with d_l values of
 * an example and the mean m_l and variance v_l of each channel before the normalisation of the clean pass; level 0 is not
 * normalised. With the cost of the highest level alone it is the Gamma variant, whose decoder is that level's combinator.
 *
 * <p>Each level l of the network, from 0 for the images to L for the logits, is plain batch normalisation, noise, and behind
 * it a trained shift and scale, and has two taps: {@code p<l>} before the normalisation (not level 0) and {@code z<l>} behind
 * the noise, as in {@link org.mattrainer.nn.LadderNetwork} or {@code D250n-@p5-Bp1.0E-10d0.9-N0.3-@z5-Eb-R}. Taps are needed
 * from the lowest level with a cost on. {@code z~_L} are as many values as there are classes. The decoder starts with
 * {@code u_L = norm(softmax(logits))} and goes on with {@code zhat_l = g(z~_l, u_l)}, {@code u_(l-1) = norm(V_l zhat_l)}, where
 * norm is plain batch normalisation, V_l a matrix and {@code g = (z~ - mu) v + mu} with
 * {@code mu = a1 sigmoid(a2 u + a3) + a4 u + a5} and {@code v = a6 sigmoid(a7 u + a8) + a9 u + a10} for each channel. It is
 * trained with the network and no part of the model.
 *
 * <p>The examples are the unlabelled ones, or the labelled ones where there are no others. The running statistics are
 * those of a pass of the labelled examples without noise. Gradients flow into the clean pass too, unless its values are
 * declared constant. The costs of the levels without their weights are reported as {@code cost<l>}.
 */
public final class Ladder implements Regulariser {

    private static final String NAME = "ladder";

    private static final RegulariseOn EXAMPLES = RegulariseOn.UNLABELLED;

    @Config(
            mandatory = true,
            description = "Weight of the denoising cost of each of two or more levels, images first; 0 for none.")
    private double[] costs = {};

    @Config(description = "Whether the values and statistics of the clean pass are constants of the gradient.")
    private boolean detachTargets = false;

    private Ladder() {}

    /**
     * Makes the term, whose gradients flow into the clean pass too.
     *
     * @param costs weight of the denoising cost of each level from 0 to L, at least 0; of two levels at least
     * @throws PropertyException if a value is out of range
     */
    public Ladder(double... costs) {
        this(false, costs);
    }

    /**
     * Makes the term.
     *
     * @param detachTargets whether the values and statistics of the clean pass are constants of the gradient
     * @param costs weight of the denoising cost of each level from 0 to L, at least 0; of two levels at least
     * @throws PropertyException if a value is out of range
     */
    public Ladder(boolean detachTargets, double... costs) {
        this.detachTargets = detachTargets;
        this.costs = costs.clone();
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(costs.length > 1, "costs", "the weight of two levels at least", costs.length);
        for (double cost : costs) {
            Checks.atLeastZero("costs", cost);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    private boolean isNothing() {
        return Arrays.stream(costs).allMatch(cost -> cost == 0);
    }

    @Override
    public boolean usesNoiselessStatistics() {
        return !isNothing();
    }

    @Override
    public boolean usesNoiselessPass() {
        return !isNothing();
    }

    @Override
    public List<AuxiliaryNetwork> auxiliaries(Network model) {
        return isNothing()
                ? List.of()
                : List.of(new AuxiliaryNetwork(NAME, new LadderDecoder(model, costs).network(), taps(model), 1));
    }

    @Override
    public Optional<String> doubt(Network model) {
        return isNothing() || DropoutMasks.areDrawnFor(model)
                ? Optional.empty()
                : Optional.of("The network of " + this
                        + " has no noise (N): its noisy and its clean pass are the same, so that"
                        + " the decoder learns to copy what it is held to");
    }

    /** The taps of the levels, also of those that have no cost: the model needs none of them. */
    private List<Tap> taps(Network model) {
        List<Tap> taps = new ArrayList<>();
        for (int level = 0; level < costs.length; level++) {
            taps.add(LadderDecoder.noisy(level));
            taps.add(LadderDecoder.normalised(level));
        }
        taps.retainAll(model.taps().keySet());
        return taps;
    }

    @Override
    public double apply(StepContext step) {
        if (isNothing()) {
            return 0;
        }
        observe(step);
        StepExamples batch = EXAMPLES.batches(step).get(0);
        Auxiliary decoder = step.auxiliary(NAME);
        GradientPass noisy = batch.pass();
        GradientPass clean = batch.noiseless();
        GradientPass guessed = decode(decoder, noisy, batch);
        double sum = 0;
        for (int level = LadderDecoder.lowest(costs); level < costs.length; level++) {
            if (costs[level] > 0) {
                sum += addCost(step, level, guessed, clean, batch);
            }
        }
        giveBack(decoder.backward(), noisy);
        return sum;
    }

    /** The pass of the decoder, which reads the logits and then the noisy values from the highest level down. */
    private GradientPass decode(Auxiliary decoder, GradientPass noisy, StepExamples batch) {
        int at = decoder.put(noisy.values(Tap.LOGITS), noisy.classes(), batch.size(), 0);
        for (int level = costs.length - 1; level >= LadderDecoder.lowest(costs); level--) {
            Tap tap = LadderDecoder.noisy(level);
            at = decoder.put(noisy.values(tap), noisy.shape(tap).size(), batch.size(), at);
        }
        return decoder.pass(batch);
    }

    /** Takes the gradients of what the decoder read to the noisy pass. */
    private void giveBack(float[] gradient, GradientPass noisy) {
        int length = noisy.classes();
        for (int level = LadderDecoder.lowest(costs); level < costs.length; level++) {
            length += noisy.shape(LadderDecoder.noisy(level)).size();
        }
        noisy.addGradient(Tap.LOGITS, gradient, 0, length);
        int at = noisy.classes();
        for (int level = costs.length - 1; level >= LadderDecoder.lowest(costs); level--) {
            Tap tap = LadderDecoder.noisy(level);
            noisy.addGradient(tap, gradient, at, length);
            at += noisy.shape(tap).size();
        }
    }

    private double addCost(StepContext step, int level, GradientPass guessed, GradientPass clean, StepExamples batch) {
        Tap target = LadderDecoder.noisy(level);
        TensorShape shape = clean.shape(target);
        DenoisingCost cost = new DenoisingCost(batch, shape, step.memory());
        if (level > 0) {
            cost.normaliseLike(clean.values(LadderDecoder.normalised(level)));
        }
        double value = cost.add(guessed.values(LadderDecoder.guess(level)), clean.values(target), costs[level]);
        guessed.addGradient(LadderDecoder.guess(level), cost.guessGradient());
        if (!detachTargets) {
            clean.addGradient(target, cost.targetGradient());
            if (level > 0) {
                clean.addGradient(
                        LadderDecoder.normalised(level),
                        cost.statisticsGradient(clean.values(LadderDecoder.normalised(level))));
            }
        }
        step.measure("cost" + level, value / costs[level]);
        return value;
    }

    @Override
    public void observe(StepContext step) {
        if (!isNothing()) {
            step.labelled().noiseless();
        }
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Term");
    }

    @Override
    public String toString() {
        return "Ladder(costs=" + Arrays.toString(costs) + ",detachTargets=" + detachTargets + ")";
    }
}
