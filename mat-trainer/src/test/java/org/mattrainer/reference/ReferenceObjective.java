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
package org.mattrainer.reference;

import java.util.Map;
import java.util.TreeMap;
import org.mattrainer.reference.ReferencePerturbation.Target;

/** The whole objective of one training step with its gradient, term by term. */
public final class ReferenceObjective {

    private final ObjectiveSettings settings;
    private final ReferenceNetwork network;
    private final ReferenceMixture mixture;
    private final ObjectiveBatch batch;
    private final Constants given;

    private final Map<String, Double> losses = new TreeMap<>();
    private double total;
    private double[] gradient;
    private double[] direction;
    private double[] adversarialStep;
    private double[] smoothnessPerExample;
    private ReferencePass labelled;
    private ReferencePass regularised;
    private double[] labelledLatentGradient;
    private double[] labelledLogitsGradient;

    private ReferenceObjective(
            ObjectiveSettings settings,
            ReferenceNetwork network,
            ReferenceMixture mixture,
            ObjectiveBatch batch,
            Constants given) {
        this.settings = settings;
        this.network = network;
        this.mixture = mixture;
        this.batch = batch;
        this.given = given;
    }

    /**
     * What the gradient treats as constants: perturbations, and with a detached clean pass its features and logits.
     * Handing them in again makes the objective a function that finite differences can be taken of.
     */
    public record Constants(double[] direction, double[] adversarialStep, double[] cleanLatent, double[] cleanLogits) {}

    /**
     * The objective at one point.
     *
     * @param total the scalar to minimise
     * @param losses its parts without their weights
     * @param gradient with respect to the parameters
     * @param smoothness S of each regularised example, null without the term
     * @param latent features of the labelled batch
     * @param constants what was held constant
     */
    public record Value(
            double total,
            Map<String, Double> losses,
            double[] gradient,
            double[] smoothness,
            double[] latent,
            Constants constants) {}

    /** Computes the objective; the running statistics of the network move by its one clean labelled pass. */
    public static Value evaluate(
            ObjectiveSettings settings, ReferenceNetwork network, ReferenceMixture mixture, ObjectiveBatch batch) {
        return new ReferenceObjective(settings, network, mixture, batch, null).run();
    }

    /** Computes the objective with the constants of another evaluation. */
    public static Value evaluate(
            ObjectiveSettings settings,
            ReferenceNetwork network,
            ReferenceMixture mixture,
            ObjectiveBatch batch,
            Constants constants) {
        return new ReferenceObjective(settings, network, mixture, batch, constants).run();
    }

    private Value run() {
        int n = batch.y().length;
        labelled = network.forward(batch.x(), n, new ReferenceNetwork.Mode(true, true, batch.masks()));
        labelledLatentGradient = new double[labelled.latent().length];
        labelledLogitsGradient = new double[labelled.logits().length];
        gradient = new double[network.parameters().length];
        crossEntropy();
        if (settings.lambda2() != 0) {
            information();
        }
        if (settings.adversarialWeight() != 0) {
            adversarial();
        }
        if (settings.lambda1() != 0) {
            smoothness();
        }
        if (settings.piWeight() != 0) {
            pi();
        }
        addBackward(labelled, labelledLatentGradient, labelledLogitsGradient);
        losses.put("total", total);
        Constants constants = new Constants(
                direction,
                adversarialStep,
                regularised == null ? null : regularised.latent(),
                regularised == null ? null : regularised.logits());
        return new Value(total, losses, gradient, smoothnessPerExample, labelled.latent(), constants);
    }

    private void add(String name, double value, double weight) {
        losses.put(name, value);
        total += weight * value;
    }

    private void addBackward(ReferencePass pass, double[] dLatent, double[] dLogits) {
        gradient = Numbers.sum(gradient, pass.backward(dLatent, dLogits).parameters());
    }

    /** Mean cross-entropy of a pass of the labelled batch; adds weight times its gradient. */
    private double meanCrossEntropy(ReferencePass pass, double weight, double[] logitsGradient) {
        int n = pass.size();
        int classes = pass.logits().length / n;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double[] o = Numbers.row(pass.logits(), i, classes);
            sum += ReferenceLosses.crossEntropy(o, batch.y()[i]);
            Numbers.addToRow(logitsGradient, i, weight / n, ReferenceLosses.crossEntropyGradient(o, batch.y()[i]));
        }
        return sum / n;
    }

    private void crossEntropy() {
        add("ce", meanCrossEntropy(labelled, settings.crossEntropy(), labelledLogitsGradient), settings.crossEntropy());
    }

    private void information() {
        int n = labelled.size();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double[] z = Numbers.row(labelled.latent(), i, mixture.size());
            int y = batch.y()[i];
            double[] score = mixture.score(z, y);
            if (settings.posterior()) {
                sum -= mixture.logResponsibilities(z)[y];
                score = Numbers.sum(score, -1, mixture.meanScore(z));
            } else {
                sum -= mixture.logDensity(z, y);
            }
            Numbers.addToRow(labelledLatentGradient, i, -settings.lambda2() / n, score);
        }
        add("gmm_nll", sum / n, settings.lambda2());
    }

    private void adversarial() {
        int n = labelled.size();
        adversarialStep = given != null ? given.adversarialStep() : null;
        if (adversarialStep == null) {
            double[] upstream = new double[labelled.logits().length];
            meanCrossEntropy(labelled, n, upstream);
            double[] g = labelled.backward(null, upstream).input();
            adversarialStep = ReferencePerturbation.lpStep(g, n, settings.adversarialP(), settings.sigma());
        }
        ReferencePass pass = network.forward(
                Numbers.sum(batch.x(), adversarialStep), n, new ReferenceNetwork.Mode(true, false, batch.masks()));
        double[] upstream = new double[pass.logits().length];
        add("at", meanCrossEntropy(pass, settings.adversarialWeight(), upstream), settings.adversarialWeight());
        addBackward(pass, null, upstream);
    }

    private void smoothness() {
        boolean own = batch.unlabelledX() == null;
        ReferenceNetwork.Mode mode =
                new ReferenceNetwork.Mode(true, false, own ? batch.masks() : batch.unlabelledMasks());
        double[] x = own ? batch.x() : batch.unlabelledX();
        int n = x.length / network.network().input().size();
        regularised = own ? labelled : network.forward(x, n, mode);
        direction = given != null ? given.direction() : direction(regularised, mode);
        ReferencePass perturbed = network.forward(Numbers.sum(x, settings.sigma(), direction), n, mode);
        boolean fixed = given != null && settings.detachClean();
        ReferenceSmoothness smoothness = new ReferenceSmoothness(
                settings,
                mixture,
                fixed ? given.cleanLatent() : regularised.latent(),
                fixed ? given.cleanLogits() : regularised.logits(),
                perturbed);
        smoothnessPerExample = smoothness.perExample();
        losses.put("l_kl", Numbers.mean(smoothness.output()));
        losses.put("m_kl", Numbers.mean(smoothness.manifold()));
        losses.put("s", Numbers.mean(smoothnessPerExample));
        add("reg", smoothness.value(), settings.lambda1());
        addBackward(perturbed, smoothness.latentGradient(), smoothness.logitsGradient());
        if (settings.detachClean()) {
            return;
        }
        if (own) {
            labelledLatentGradient = Numbers.sum(labelledLatentGradient, smoothness.cleanLatentGradient());
            labelledLogitsGradient = Numbers.sum(labelledLogitsGradient, smoothness.cleanLogitsGradient());
        } else {
            addBackward(regularised, smoothness.cleanLatentGradient(), smoothness.cleanLogitsGradient());
        }
    }

    private double[] direction(ReferencePass clean, ReferenceNetwork.Mode mode) {
        if (!settings.power()) {
            return ReferencePerturbation.unit(batch.start(), clean.size());
        }
        Target target = Target.of(settings.target(), settings.latent(), mixture);
        return ReferencePerturbation.power(
                batch.start(),
                clean.size(),
                settings.iterations(),
                d -> settings.xi() == 0
                        ? ReferencePerturbation.hessianProduct(clean, target, d)
                        : ReferencePerturbation.gradientAt(
                                network, clean, mode, target, Numbers.scaled(settings.xi(), d)));
    }

    private void pi() {
        ReferencePass second = network.forward(
                batch.x(), labelled.size(), new ReferenceNetwork.Mode(true, false, batch.secondMasks()));
        double[] o1 = labelled.logits();
        double[] o2 = second.logits();
        int n = labelled.size();
        add("pi", ReferenceLosses.meanSquaredDifference(o1, o2, n), settings.piWeight());
        double[] first = ReferenceLosses.meanSquaredDifferenceGradient(o1, o2, n);
        labelledLogitsGradient = Numbers.sum(labelledLogitsGradient, settings.piWeight(), first);
        double[] other = ReferenceLosses.meanSquaredDifferenceGradient(o2, o1, n);
        addBackward(second, null, Numbers.scaled(settings.piWeight(), other));
    }
}
