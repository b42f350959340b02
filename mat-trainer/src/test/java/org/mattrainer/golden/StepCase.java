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

import java.util.Locale;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.reference.LatentKind;
import org.mattrainer.reference.ObjectiveBatch;
import org.mattrainer.reference.ObjectiveSettings;
import org.mattrainer.reference.ReferenceMixture;

/** One training step of {@code steps.json}: its settings, its numbers, and the comparison of results. */
final class StepCase {

    private final GoldenCase golden;
    private final TinyNetwork tiny;
    private final ObjectiveSettings settings;
    private final ObjectiveBatch batch;
    private final double learningRate;
    private final double momentum;
    private final MixtureAttributes mixtureAttributes;

    StepCase(GoldenCase golden) {
        if (!golden.op().equals("train_step")) {
            throw golden.unknownOperation();
        }
        this.golden = golden;
        boolean masked = golden.hasInput("mask_l") || golden.hasInput("mask_u") || golden.hasInput("mask_pi");
        boolean batchNorm = golden.choice("network", "tiny", "tiny_bn").equals("tiny_bn");
        double keep = golden.number("keep");
        this.tiny = new TinyNetwork(golden, golden.input("x_l"), batchNorm, masked ? keep : 0);
        this.settings = settings();
        this.batch = new ObjectiveBatch(
                golden.input("x_l").data(),
                golden.input("y_l").labels(),
                golden.hasInput("x_u") ? golden.input("x_u").data() : null,
                golden.hasInput("d0") ? golden.input("d0").data() : null,
                tiny.masks("mask_l"),
                tiny.masks("mask_u"),
                tiny.masks("mask_pi"));
        this.learningRate = golden.number("sgd_lr");
        this.momentum = golden.number("sgd_momentum");
        golden.number("bn_eps"); // Read by the tiny network only where it has the layer.
        golden.number("bn_decay");
        this.mixtureAttributes = new MixtureAttributes(
                golden.number("gmm_floor"),
                golden.number("gmm_shrink"),
                golden.number("gmm_alpha"),
                golden.number("gmm_beta"),
                golden.choice("gmm_centre", "raw", "batch", "ema"));
    }

    /** Settings of the mixture as in the file. */
    record MixtureAttributes(double floor, double shrinkage, double alpha, double beta, String centre) {}

    private ObjectiveSettings settings() {
        return new ObjectiveSettings(
                golden.number("ce"),
                golden.number("w_out"),
                golden.number("w_lat"),
                golden.number("lam1"),
                golden.number("lam2"),
                LatentKind.valueOf(golden.text("latent").toUpperCase(Locale.ROOT)),
                golden.choice("info", "likelihood", "posterior").equals("posterior"),
                golden.flag("log_s"),
                golden.number("log_eps"),
                golden.choice("target", "output", "latent", "sum"),
                golden.choice("perturb", "power", "random").equals("power"),
                golden.number("sigma"),
                PowerCase.limit(golden.number("xi")),
                golden.integer("n_power"),
                golden.flag("detach_clean"),
                golden.number("at_weight"),
                golden.number("at_p"),
                golden.number("pi_weight"));
    }

    /** All but the mixture. */
    StepInputs inputs() {
        return new StepInputs(
                settings, batch, tiny.network(), tiny.parameters(), tiny.statistics(), learningRate, momentum);
    }

    MixtureAttributes mixtureAttributes() {
        return mixtureAttributes;
    }

    boolean hasMixture() {
        return golden.hasInput("mu");
    }

    /** The mixture of the product as before the step, null when the case has none. */
    GaussianMixture productMixture() {
        MixtureAttributes m = mixtureAttributes;
        return hasMixture()
                ? Mixtures.of(
                        golden,
                        golden.input("sigma").rank() == 2,
                        m.floor(),
                        m.shrinkage(),
                        m.alpha(),
                        m.beta(),
                        m.centre())
                : null;
    }

    /** A new mixture in double precision as before the step, null when the case has none. */
    ReferenceMixture mixture() {
        if (!hasMixture()) {
            return null;
        }
        GoldenTensor mu = golden.input("mu");
        GoldenTensor sigma = golden.input("sigma");
        return new ReferenceMixture(
                mu.data(),
                sigma.data(),
                mu.dimension(0),
                sigma.rank() == 2,
                mixtureAttributes.floor(),
                mixtureAttributes.shrinkage());
    }

    /** Compares everything that the case expects. */
    void verify(StepOutcome outcome) {
        for (String key : golden.expected("loss.")) {
            Double value = outcome.losses().get(key.substring("loss.".length()));
            if (value == null) {
                throw new AssertionError(golden + ": expected " + key + ", found " + outcome.losses());
            }
            golden.verify(key, new double[] {value});
        }
        tiny.verifyParameters("grad.", outcome.gradient());
        tiny.verifyParameters("after.", outcome.parameters());
        tiny.verifyStatistics("after.", outcome.statistics());
        golden.verify("aux.z_labelled", outcome.latent());
        if (settings.lambda1() != 0) {
            golden.verify("aux.direction", outcome.direction());
            golden.verify("aux.s_per_example", outcome.smoothness());
        }
        if (hasMixture()) {
            golden.verify("after.mu", outcome.mu());
            golden.verify("after.sigma", outcome.sigma());
        }
        golden.finish();
    }
}
