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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.mattrainer.adversarial.Direction;
import org.mattrainer.adversarial.FastGradient;
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.adversarial.NetworkSurroundings;
import org.mattrainer.adversarial.RandomDirection;
import org.mattrainer.divergence.LatentDivergence;
import org.mattrainer.divergence.LatentKind;
import org.mattrainer.divergence.OutputDivergence;
import org.mattrainer.fixture.StepSettings;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.PassMode;
import org.mattrainer.internal.input.Batch;
import org.mattrainer.internal.training.Learner;
import org.mattrainer.internal.training.TrainingStep;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.nn.Network;
import org.mattrainer.objective.AdversarialCrossEntropy;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.GaussianLikelihood;
import org.mattrainer.objective.InfoForm;
import org.mattrainer.objective.PiModel;
import org.mattrainer.objective.RegulariseOn;
import org.mattrainer.objective.Smoothness;
import org.mattrainer.objective.SmoothnessForm;
import org.mattrainer.objective.Term;
import org.mattrainer.optimise.Sgd;
import org.mattrainer.optimise.TrainingLength;
import org.mattrainer.optimise.WeightDecayScope;
import org.mattrainer.reference.EngineProbe;
import org.mattrainer.reference.Numbers;
import org.mattrainer.reference.ObjectiveBatch;
import org.mattrainer.reference.ObjectiveSettings;
import org.mattrainer.reference.ReferenceNetwork;
import org.mattrainer.training.StepReport;

/** A step made by the training step of the product, and its inner quantities from the parts of the product. */
final class EngineStep {

    private final StepInputs inputs;
    private final ObjectiveSettings settings;
    private final ObjectiveBatch batch;
    private final Network network;
    private final GaussianMixture mixture;
    private final NetworkEngine engine;

    EngineStep(StepInputs inputs, GaussianMixture mixture, NetworkEngine engine) {
        this.inputs = inputs;
        this.settings = inputs.settings();
        this.batch = inputs.batch();
        this.network = inputs.network();
        this.mixture = mixture;
        this.engine = engine;
    }

    /** Makes the step. */
    StepOutcome run() {
        float[] parameters = Numbers.toFloat(inputs.parameters());
        engine.load(parameters);
        Map<String, Double> losses = new HashMap<>();
        double[] latent = labelledFeatures();
        Inner inner = settings.lambda1() == 0 ? new Inner(null, null) : inner(losses);

        EngineProbe.setStatistics(engine, inputs.statistics());
        RecordingState optimiser = new RecordingState(
                new Sgd(inputs.learningRate(), inputs.momentum(), 0, WeightDecayScope.ALL).newState(network));
        TrainingStep training = new TrainingStep(
                new Learner(engine, parameters, optimiser),
                mixture,
                new GivenDraws(batch),
                StepSettings.of(terms(), 0),
                new TrainingLength(1, 1));
        report(training.run(batch()), losses);
        return new StepOutcome(
                losses,
                Numbers.toDouble(optimiser.gradient()),
                Numbers.toDouble(parameters),
                Numbers.toDouble(engine.statistics()),
                inner.direction(),
                inner.smoothness(),
                latent,
                mixture == null ? null : mixture.means(),
                mixture == null ? null : mixture.covariances());
    }

    private Batch batch() {
        int size = network.input().size();
        Batch b = new Batch();
        b.x = Numbers.toFloat(batch.x());
        b.y = batch.y();
        b.labelled = batch.y().length;
        b.exampleIds = LongStream.range(0, b.labelled).toArray();
        if (batch.unlabelledX() != null) {
            b.unlabelledX = Numbers.toFloat(batch.unlabelledX());
            b.unlabelled = b.unlabelledX.length / size;
            b.unlabelledIds = LongStream.range(GivenDraws.UNLABELLED, GivenDraws.UNLABELLED + b.unlabelled)
                    .toArray();
        }
        return b;
    }

    private List<Term> terms() {
        List<Term> terms = new ArrayList<>();
        terms.add(new CrossEntropy(settings.crossEntropy()));
        if (settings.lambda2() != 0) {
            InfoForm form = settings.posterior() ? InfoForm.POSTERIOR : InfoForm.LIKELIHOOD;
            terms.add(new GaussianLikelihood(settings.lambda2(), form, false, 0));
        }
        if (settings.adversarialWeight() != 0) {
            terms.add(new AdversarialCrossEntropy(
                    settings.adversarialWeight(), settings.sigma(), new FastGradient(settings.adversarialP())));
        }
        if (settings.lambda1() != 0) {
            terms.add(Smoothness.builder()
                    .smoothnessWeight(settings.lambda1())
                    .outputWeight(settings.outputWeight())
                    .latentWeight(settings.latentWeight())
                    .latentKind(kind())
                    .sigma(settings.sigma())
                    .direction(direction())
                    .form(settings.log() ? SmoothnessForm.LOG : SmoothnessForm.PLAIN)
                    .delta(settings.logDelta())
                    .detachClean(settings.detachClean())
                    .build());
        }
        if (settings.piWeight() != 0) {
            terms.add(new PiModel(settings.piWeight(), 0, 0, RegulariseOn.UNLABELLED));
        }
        return terms;
    }

    private LatentKind kind() {
        return LatentKind.valueOf(settings.latent().name());
    }

    private Direction direction() {
        return settings.power()
                ? PowerCase.powerIteration(settings.iterations(), settings.target(), settings.xi())
                : new RandomDirection();
    }

    /** The report of the product has weighted values. */
    private void report(StepReport report, Map<String, Double> losses) {
        Map<String, Double> terms = report.terms();
        put(losses, "ce", terms.get("ce"), settings.crossEntropy());
        put(losses, "gmm_nll", terms.get("gmm"), settings.lambda2());
        put(losses, "at", terms.get("at"), settings.adversarialWeight());
        put(losses, "reg", terms.get("smooth"), settings.lambda1());
        put(losses, "pi", terms.get("pi"), settings.piWeight());
        losses.put("total", report.total());
    }

    private static void put(Map<String, Double> losses, String name, Double value, double weight) {
        if (value != null) {
            losses.put(name, value / weight);
        }
    }

    private double[] labelledFeatures() {
        GradientPass pass = clean(batch.x(), batch.masks());
        return Arrays.copyOf(pass.latent(), pass.size() * pass.latentSize());
    }

    private GradientPass clean(double[] x, Map<Integer, double[]> masks) {
        GradientPass pass = new GradientPass(engine);
        int n = x.length / network.input().size();
        pass.forward(Numbers.toFloat(x), n, mode(masks, n));
        return pass;
    }

    private PassMode mode(Map<Integer, double[]> masks, int n) {
        return EngineProbe.mode(network, new ReferenceNetwork.Mode(true, false, masks), n);
    }

    /** What the smoothness term keeps to itself. */
    private record Inner(double[] direction, double[] smoothness) {}

    private Inner inner(Map<String, Double> losses) {
        boolean own = batch.unlabelledX() == null;
        double[] x = own ? batch.x() : batch.unlabelledX();
        Map<Integer, double[]> masks = own ? batch.masks() : batch.unlabelledMasks();
        GradientPass clean = clean(x, masks);
        int n = clean.size();
        LatentDivergence latent = mixture == null ? null : LatentDivergence.of(kind(), mixture);
        NetworkSurroundings problem = new NetworkSurroundings(engine);
        problem.batch(Numbers.toFloat(x), null, clean, mode(masks, n));
        problem.divergences(latent, 1, 1);
        System.arraycopy(Numbers.toFloat(batch.start()), 0, problem.start(), 0, x.length);
        float[] direction = new float[x.length];
        direction().find(problem, 1, direction);
        GradientPass perturbed = problem.perturbed(direction, settings.sigma(), mode(masks, n));
        double[] output = new double[n];
        new OutputDivergence(network.classes()).values(clean.logits(), perturbed.logits(), n, output);
        double[] manifold = new double[n];
        if (latent != null) {
            latent.values(clean.latent(), perturbed.latent(), n, manifold);
        }
        double[] s = Numbers.sum(Numbers.scaled(settings.outputWeight(), output), settings.latentWeight(), manifold);
        losses.put("l_kl", Numbers.mean(output));
        losses.put("m_kl", Numbers.mean(manifold));
        losses.put("s", Numbers.mean(s));
        return new Inner(Numbers.toDouble(direction), s);
    }
}
