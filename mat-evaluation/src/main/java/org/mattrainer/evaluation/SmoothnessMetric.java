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
package org.mattrainer.evaluation;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.List;
import org.mattrainer.adversarial.Direction;
import org.mattrainer.adversarial.PowerIteration;
import org.mattrainer.adversarial.PowerMethod;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.adversarial.Target;
import org.mattrainer.divergence.LatentKind;
import org.mattrainer.evaluation.attack.AttackBatch;
import org.mattrainer.evaluation.attack.AttackTarget;
import org.mattrainer.evaluation.attack.Surroundings;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.internal.numbers.RandomStream;
import org.tribuo.Example;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;

/**
 * Measures how much the outputs and the latent vectors of a network change under a small perturbation: R_smooth, the
 * mean of (L_KL + M_KL) / 2 (MAT, eq. 24). Smaller is smoother.
 */
public final class SmoothnessMetric implements Configurable, Provenancable<ConfiguredObjectProvenance> {

    @Config(description = "The 2-norm of the perturbations in units of the network's input, above 0.")
    private double sigma = 1;

    @Config(description = "How the perturbations are found; without a mixture, the direction for L_KL is used.")
    private Direction direction = new PowerIteration(1, Target.SUM, 0, PowerMethod.FINITE_DIFFERENCE, false);

    @Config(description = "What M_KL measures.")
    private LatentKind latentKind = LatentKind.MAHALANOBIS;

    @Config(description = "Seed of the directions.")
    private long seed = Trainer.DEFAULT_SEED;

    /** Perturbations of 2-norm 1 along the direction in which L_KL + M_KL grows fastest. */
    public SmoothnessMetric() {}

    /**
     * Makes the metric.
     *
     * @param sigma 2-norm of the perturbations in units of the network's input, above 0
     * @param direction how they are found; one that needs no label and has no box
     * @param latentKind what M_KL measures
     * @param seed seed of the directions
     * @throws PropertyException if a value is out of range
     */
    public SmoothnessMetric(double sigma, Direction direction, LatentKind latentKind, long seed) {
        this.sigma = sigma;
        this.direction = direction;
        this.latentKind = latentKind;
        this.seed = seed;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.positive("sigma", sigma);
        Checks.require(!direction.usesLabels(), "direction", "one that needs no labels", direction);
        Checks.require(!direction.usesPixelRange(), "direction", "one without a box", direction);
    }

    /**
     * Measures a model. Without a mixture, M_KL and R_smooth are NaN and the direction is that of L_KL.
     *
     * @param target the model, with gradients
     * @param examples the examples, unchanged
     * @param fitted whether the target's mixture was fitted after the training
     * @return means over the examples
     * @throws IllegalArgumentException if the model has no gradients
     */
    public SmoothnessResult measure(AttackTarget target, List<Example<Label>> examples, boolean fitted) {
        boolean hasMixture = target.mixture().isPresent();
        Direction used = hasMixture || !direction.usesLatent()
                ? direction
                : new PowerIteration(1, Target.OUTPUT, 0, PowerMethod.FINITE_DIFFERENCE, false);
        double output = 0;
        double latent = 0;
        for (int first = 0; first < examples.size(); first += target.capacity()) {
            int n = Math.min(target.capacity(), examples.size() - first);
            AttackBatch batch = target.read(examples.subList(first, first + n), new long[n]);
            Surroundings surroundings = new Surroundings(
                    target, latentKind, batch, starts(first, n, target.shape().size()));
            float[] perturbations = new float[batch.x().length];
            used.find(surroundings, sigma, perturbations);
            output += sum(surroundings.values(Target.OUTPUT, perturbations, 1));
            latent += hasMixture ? sum(surroundings.values(Target.LATENT, perturbations, 1)) : Double.NaN;
        }
        return new SmoothnessResult(
                output / examples.size(),
                latent / examples.size(),
                used.toString(),
                sigma,
                examples.size(),
                hasMixture && fitted);
    }

    private float[] starts(int first, int n, int size) {
        float[] starts = new float[n * size];
        for (int i = 0; i < n; i++) {
            new RandomStream(StreamPurpose.DIRECTION.key(seed, 0, first + i)).fillGaussian(starts, i * size, size);
        }
        return starts;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "SmoothnessMetric");
    }

    @Override
    public String toString() {
        return "SmoothnessMetric(sigma=" + sigma + ",direction=" + direction + ",latentKind=" + latentKind + ")";
    }
}
