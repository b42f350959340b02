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

/**
 * The smoothness S = a L_KL + b M_KL of a batch between clean features and logits and a perturbed pass, with the
 * gradients of {@code lambda1} times its mean, or times the mean of its logarithm.
 */
final class ReferenceSmoothness {

    private final ObjectiveSettings settings;
    private final ReferenceMixture mixture;
    private final double[] output;
    private final double[] manifold;
    private final double[] perExample;
    private final double[] form;
    private final double[] latentGradient;
    private final double[] logitsGradient;
    private final double[] cleanLatentGradient;
    private final double[] cleanLogitsGradient;

    ReferenceSmoothness(
            ObjectiveSettings settings,
            ReferenceMixture mixture,
            double[] latent,
            double[] logits,
            ReferencePass perturbed) {
        this.settings = settings;
        this.mixture = mixture;
        int n = perturbed.size();
        output = new double[n];
        manifold = new double[n];
        perExample = new double[n];
        form = new double[n];
        latentGradient = new double[latent.length];
        logitsGradient = new double[logits.length];
        cleanLatentGradient = new double[latent.length];
        cleanLogitsGradient = new double[logits.length];
        for (int i = 0; i < n; i++) {
            add(
                    i,
                    Numbers.row(logits, i, logits.length / n),
                    Numbers.row(perturbed.logits(), i, logits.length / n),
                    Numbers.row(latent, i, latent.length / n),
                    Numbers.row(perturbed.latent(), i, latent.length / n));
        }
    }

    private void add(int i, double[] o, double[] o2, double[] z, double[] z2) {
        output[i] = ReferenceLosses.kl(o, o2);
        manifold[i] = mixture == null ? 0 : settings.latent().value(mixture, z, z2);
        perExample[i] = settings.outputWeight() * output[i] + settings.latentWeight() * manifold[i];
        double argument = perExample[i] + settings.logDelta();
        form[i] = settings.log() ? Math.log(argument) : perExample[i];
        double factor = settings.lambda1() / perExample.length / (settings.log() ? argument : 1);
        double a = factor * settings.outputWeight();
        Numbers.addToRow(logitsGradient, i, a, ReferenceLosses.klGradientOfSecond(o, o2));
        Numbers.addToRow(cleanLogitsGradient, i, a, ReferenceLosses.klGradientOfFirst(o, o2));
        if (mixture != null) {
            double b = factor * settings.latentWeight();
            LatentKind kind = settings.latent();
            Numbers.addToRow(latentGradient, i, b, kind.gradientOfPerturbed(mixture, z, z2));
            Numbers.addToRow(cleanLatentGradient, i, b, kind.gradientOfClean(mixture, z, z2));
        }
    }

    /** The term without its weight. */
    double value() {
        return Numbers.mean(form);
    }

    /** L_KL of each example. */
    double[] output() {
        return output;
    }

    /** M_KL of each example, 0 without mixture. */
    double[] manifold() {
        return manifold;
    }

    /** S of each example. */
    double[] perExample() {
        return perExample;
    }

    double[] latentGradient() {
        return latentGradient;
    }

    double[] logitsGradient() {
        return logitsGradient;
    }

    double[] cleanLatentGradient() {
        return cleanLatentGradient;
    }

    double[] cleanLogitsGradient() {
        return cleanLogitsGradient;
    }
}
