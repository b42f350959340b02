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
import java.util.List;
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.image.Augmentation;
import org.mattrainer.image.ImageShape;
import org.mattrainer.internal.numbers.ArgMax;
import org.mattrainer.internal.numbers.Checks;

/**
 * The unlabelled term of FixMatch (Sohn et al., "FixMatch: Simplifying Semi-Supervised Learning with Consistency and
 * Confidence", 2020), beside {@link CrossEntropy}: the class that the network predicts for an image with at least a certain
 * probability is the label of the same image, changed strongly,
 * {@code weight / N sum_i w_i [max_k p_k(x_i) >= threshold] CE(p(strong(x_i)), argmax_k p_k(x_i))}, N all examples of
 * the term. The labels are constants of the gradient. The weak change is that of the trainer's augmentations, the strong
 * one comes on top of it.
 *
 * <p>Weak and strong images are passes of their own, each normalised by its own statistics, and leave the running ones to
 * the labelled pass. With {@code jointBatch}, as in the authors' code, labelled, weak and strong images are one batch, which
 * is normalised by its statistics and moves the running ones: gradients reach the weak images through the statistics. The
 * term then stands in the place of {@link CrossEntropy}, which it has in it with weight 1. The share of examples that take
 * part is reported as {@code confident}.
 */
public final class FixMatch implements Term {

    @Config(description = "Weight of the term, at least 0.")
    private double weight = 1;

    @Config(description = "Least probability of a predicted class that makes it a label, in [0, 1].")
    private double threshold = 0.95;

    @Config(mandatory = true, description = "The strong changes, in order, on top of the trainer's augmentations.")
    private List<Augmentation> strong = new ArrayList<>();

    @Config(description = "Examples of the term: UNLABELLED (the labelled ones where there are no others) or BOTH.")
    private RegulariseOn regulariseOn = RegulariseOn.UNLABELLED;

    @Config(
            description =
                    "Whether labelled, weak and strong images are one batch, and the cross-entropy is in the term.")
    private boolean jointBatch = false;

    private FixMatch() {}

    /**
     * Makes the term on the unlabelled examples.
     *
     * @param weight its weight, at least 0
     * @param threshold least probability of a predicted class that makes it a label, in [0, 1]
     * @param strong the strong changes, in order, at least one
     * @throws PropertyException if a value is missing or out of range
     */
    public FixMatch(double weight, double threshold, List<Augmentation> strong) {
        this(weight, threshold, strong, RegulariseOn.UNLABELLED);
    }

    /**
     * Makes the term.
     *
     * @param weight its weight, at least 0
     * @param threshold least probability of a predicted class that makes it a label, in [0, 1]
     * @param strong the strong changes, in order, at least one
     * @param regulariseOn examples of the term
     * @throws PropertyException if a value is missing or out of range
     */
    public FixMatch(double weight, double threshold, List<Augmentation> strong, RegulariseOn regulariseOn) {
        this(weight, threshold, strong, regulariseOn, false);
    }

    /**
     * Makes the term.
     *
     * @param weight its weight, at least 0
     * @param threshold least probability of a predicted class that makes it a label, in [0, 1]
     * @param strong the strong changes, in order, at least one
     * @param regulariseOn examples of the term; {@link RegulariseOn#UNLABELLED} in a joint batch
     * @param jointBatch whether labelled, weak and strong images are one batch, and the cross-entropy is in the term
     * @throws PropertyException if a value is missing or out of range
     */
    public FixMatch(
            double weight, double threshold, List<Augmentation> strong, RegulariseOn regulariseOn, boolean jointBatch) {
        this.jointBatch = jointBatch;
        this.weight = weight;
        this.threshold = threshold;
        this.strong = new ArrayList<>(strong);
        this.regulariseOn = regulariseOn;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.atLeastZero("weight", weight);
        Checks.fraction("threshold", threshold);
        Checks.require(!strong.isEmpty(), "strong", "at least one change of images", "none");
        Checks.present("regulariseOn", regulariseOn);
        Checks.require(
                !jointBatch || regulariseOn == RegulariseOn.UNLABELLED,
                "regulariseOn",
                "UNLABELLED in a joint batch",
                regulariseOn);
    }

    @Override
    public String name() {
        return "fixmatch";
    }

    @Override
    public boolean sumsOverExamples() {
        return !jointBatch;
    }

    @Override
    public boolean replacesCleanPass() {
        return jointBatch;
    }

    @Override
    public boolean includesCrossEntropy() {
        return jointBatch;
    }

    @Override
    public int passExamples(int labelled, int unlabelled) {
        return jointBatch
                ? labelled + 2 * Math.max(labelled, unlabelled)
                : Term.super.passExamples(labelled, unlabelled);
    }

    @Override
    public void observe(StepContext step) {
        if (jointBatch) {
            jointPass(step, regulariseOn.batches(step).get(0));
        }
    }

    @Override
    public boolean teachesClasses() {
        return jointBatch;
    }

    @Override
    public double apply(StepContext step) {
        if (jointBatch) {
            return joint(step);
        }
        if (weight == 0) {
            return 0;
        }
        double share = weight / regulariseOn.examples(step);
        double sum = 0;
        int confident = 0;
        for (StepExamples batch : regulariseOn.batches(step)) {
            int[] labels = labels(step, batch);
            confident += count(labels);
            float[] x = step.memory().perturbations();
            change(step, batch, x, 0);
            GradientPass changed = step.surroundings().at(x, batch.size(), batch.freshMode());
            sum += SoftmaxLoss.pseudoLabels(
                    batch, changed, 0, labels, share, step.memory().logits());
            changed.backward();
        }
        step.measure("confident", (double) confident / regulariseOn.examples(step));
        return sum;
    }

    /** Labelled, weak and strong images as one batch. */
    private double joint(StepContext step) {
        StepExamples labelled = step.labelled();
        StepExamples batch = regulariseOn.batches(step).get(0);
        int l = labelled.size();
        int n = batch.size();
        GradientPass pass = jointPass(step, batch);
        labelled.reportInstead(pass);
        double sum = SoftmaxLoss.crossEntropy(labelled, pass, 1, step.memory().logits());
        step.measure("ce", sum);
        int[] labels = labels(step, pass, l, n);
        step.measure("confident", (double) count(labels) / n);
        sum += SoftmaxLoss.pseudoLabels(
                batch, pass, l + n, labels, weight / n, step.memory().logits());
        pass.backward();
        return sum;
    }

    private GradientPass jointPass(StepContext step, StepExamples batch) {
        StepExamples labelled = step.labelled();
        int size = step.input().size();
        int l = labelled.size();
        int n = batch.size();
        float[] x = step.memory().perturbations();
        System.arraycopy(labelled.x(), 0, x, 0, l * size);
        System.arraycopy(batch.x(), 0, x, l * size, n * size);
        change(step, batch, x, l + n);
        return step.surroundings().at(x, l + 2 * n, step.jointMode(List.of(labelled, batch, batch)));
    }

    private int[] labels(StepContext step, StepExamples batch) {
        GradientPass weak =
                batch.passed() ? batch.pass() : step.surroundings().at(batch.x(), batch.size(), batch.furtherMode());
        return labels(step, weak, 0, batch.size());
    }

    /** The predicted class of some examples of a pass where it is probable enough, otherwise -1. */
    private int[] labels(StepContext step, GradientPass weak, int first, int n) {
        int m = weak.classes();
        double[] p = SoftmaxLoss.probabilities(weak, step.memory().logits());
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            int best = ArgMax.of(p, (first + i) * m, m);
            labels[i] = p[(first + i) * m + best] >= threshold ? best : -1;
        }
        return labels;
    }

    private static int count(int[] labels) {
        int count = 0;
        for (int label : labels) {
            count += label < 0 ? 0 : 1;
        }
        return count;
    }

    /** Writes the images of a batch, changed strongly, behind some others. */
    private void change(StepContext step, StepExamples batch, float[] x, int first) {
        ImageShape shape = ImageShape.of(step.input());
        System.arraycopy(batch.x(), 0, x, first * shape.size(), batch.size() * shape.size());
        for (int i = 0; i < batch.size(); i++) {
            long stream = batch.stream(StreamPurpose.STRONG_AUGMENTATION, i);
            Augmentation.augment(strong, shape, x, first + i, stream);
        }
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Term");
    }

    @Override
    public String toString() {
        return "FixMatch(weight=" + weight + ",threshold=" + threshold + ",strong=" + strong + ",regulariseOn="
                + regulariseOn + ",jointBatch=" + jointBatch + ")";
    }
}
