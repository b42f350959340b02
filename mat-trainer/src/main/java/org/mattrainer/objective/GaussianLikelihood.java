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
import org.mattrainer.internal.settings.FormerProperties;
import org.mattrainer.latent.GaussianMixture;

/**
 * The information term, {@code lambda / N sum_i w_i (-log N(z_i | mu_y, S_y))} over the labelled examples with a
 * constant mixture (MAT, eq. 8). With identity covariances it is the center loss and a constant.
 */
public final class GaussianLikelihood implements Regulariser {

    private static final double DEFAULT_WEIGHT = 0.1;

    @Config(description = "Weight of the term, the paper's lambda2, at least 0.")
    private double likelihoodWeight = DEFAULT_WEIGHT;

    @Deprecated
    @Config(redact = true, description = "Former name of likelihoodWeight, which the next version does not know.")
    private Double lambda2 = null;

    @Config(description = "LIKELIHOOD: log density of the class; POSTERIOR: log posterior of the class.")
    private InfoForm infoForm = InfoForm.LIKELIHOOD;

    @Config(description = "Whether the term is divided by the dimension of the latent space.")
    private boolean divideByDimension = false;

    @Config(description = "Share of the training, in [0, 1], over which the weight grows linearly from 0.")
    private double warmUp = 0;

    /** The likelihood with weight 0.1. */
    public GaussianLikelihood() {}

    /**
     * Makes the term.
     *
     * @param likelihoodWeight its weight, at least 0
     * @param infoForm what is maximised
     * @param divideByDimension whether the term is divided by the dimension of the latent space
     * @param warmUp share of the training over which the weight grows, in [0, 1]
     * @throws PropertyException if a value is missing or out of range
     */
    public GaussianLikelihood(double likelihoodWeight, InfoForm infoForm, boolean divideByDimension, double warmUp) {
        this.likelihoodWeight = likelihoodWeight;
        this.infoForm = infoForm;
        this.divideByDimension = divideByDimension;
        this.warmUp = warmUp;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        likelihoodWeight = FormerProperties.replace(
                GaussianLikelihood.class, "lambda2", lambda2, likelihoodWeight, DEFAULT_WEIGHT);
        lambda2 = null;
        Checks.atLeastZero("likelihoodWeight", likelihoodWeight);
        Checks.fraction("warmUp", warmUp);
        Checks.present("infoForm", infoForm);
    }

    @Override
    public String name() {
        return "gmm";
    }

    @Override
    public boolean usesMixture() {
        return likelihoodWeight > 0;
    }

    @Override
    public boolean sumsOverExamples() {
        return true;
    }

    @Override
    public double growth() {
        return likelihoodWeight > 0 ? warmUp : 0;
    }

    @Override
    public double apply(StepContext step) {
        double weight = WarmUp.weight(likelihoodWeight, warmUp, step.progress());
        if (weight == 0) {
            return 0;
        }
        StepExamples batch = step.labelled();
        GaussianMixture mixture = step.mixture();
        GradientPass pass = batch.pass();
        int d = mixture.dimension();
        double[] gradient = pass.latentGradient();
        double[] row = step.memory().logits();
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            int label = batch.y()[i];
            double scale = weight * batch.weight(i) / batch.batchSize() / (divideByDimension ? d : 1);
            mixture.addLikelihoodGradient(label, scale, pass.latent(), i * d, gradient, i * d);
            if (infoForm == InfoForm.LIKELIHOOD) {
                sum -= scale * mixture.logDensity(label, pass.latent(), i * d);
                continue;
            }
            mixture.logResponsibilities(pass.latent(), i * d, row, 0);
            sum -= scale * row[label];
            for (int j = 0; j < mixture.components(); j++) {
                double share = -scale * Math.exp(row[j]);
                mixture.addLikelihoodGradient(j, share, pass.latent(), i * d, gradient, i * d);
            }
        }
        return sum;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Term");
    }

    @Override
    public String toString() {
        return "GaussianLikelihood(likelihoodWeight=" + likelihoodWeight + ",infoForm=" + infoForm
                + ",divideByDimension=" + divideByDimension + ",warmUp=" + warmUp + ")";
    }
}
