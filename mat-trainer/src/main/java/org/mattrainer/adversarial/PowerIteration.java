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
package org.mattrainer.adversarial;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.Optional;
import org.mattrainer.internal.numbers.Checks;

/**
 * The direction in which a divergence T grows fastest: the dominant eigenvector of its Hessian H at the clean example,
 * by power iteration d &lt;- Hd / |Hd|_2 from a random start (MAT, eq. 14 to 23). The sign of an eigenvector is
 * arbitrary; a small xi keeps that of the start. The perturbation has 2-norm sigma.
 */
public final class PowerIteration implements Direction {

    private static final double STEP_OVER_SIGMA = 0.005;

    /** At a tenth of it, 1 of 20 differences of 32-bit numbers is exactly 0, and the others are poor. */
    private static final double SMALL_STEP = 1e-5;

    @Config(description = "Number of power iterations K; with 0 the direction is random.")
    private int powerIterations = 1;

    @Config(description = "The divergence to climb: LATENT, OUTPUT or SUM.")
    private Target target = Target.LATENT;

    @Config(description = "Finite-difference step in units of the input, above 0; 0 for 0.005 sigma. Not for EXACT.")
    private double xi = 0;

    @Config(description = "How Hessian products are computed: EXACT or FINITE_DIFFERENCE.")
    private PowerMethod method = PowerMethod.FINITE_DIFFERENCE;

    @Config(description = "Whether the better sign of each direction is taken, at the cost of two forward passes.")
    private boolean trySigns = false;

    /** One iteration on the divergence in the latent space by finite differences. */
    public PowerIteration() {}

    /**
     * Makes the direction.
     *
     * @param powerIterations number of iterations K, at least 0
     * @param target the divergence to climb
     * @param xi finite-difference step in units of the input, above 0; 0 for 0.005 sigma, as it must be for EXACT
     * @param method how Hessian products are computed
     * @param trySigns whether the better sign of each direction is taken
     * @throws PropertyException if a value is out of range
     */
    public PowerIteration(int powerIterations, Target target, double xi, PowerMethod method, boolean trySigns) {
        this.powerIterations = powerIterations;
        this.target = target;
        this.xi = xi;
        this.method = method;
        this.trySigns = trySigns;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.atLeast(0, "powerIterations", powerIterations);
        Checks.atLeastZero("xi", xi);
        Checks.require(target != Target.CROSS_ENTROPY, "target", "LATENT, OUTPUT or SUM", target);
        Checks.require(method != PowerMethod.EXACT || xi == 0, "xi", "no value, as the method EXACT has no step", xi);
    }

    @Override
    public int find(LocalProblem problem, double sigma, float[] perturbations) {
        int size = problem.size();
        int n = problem.examples();
        for (int i = 0; i < n; i++) {
            NormBall.unit(problem.start(), i * size, size, perturbations);
        }
        float[] product = problem.gradientMemory();
        int zeros = 0;
        for (int k = 0; k < powerIterations; k++) {
            if (method == PowerMethod.EXACT) {
                problem.hessianProduct(target, perturbations, product);
            } else {
                problem.gradientProduct(target, perturbations, xi == 0 ? STEP_OVER_SIGMA * sigma : xi, product);
            }
            for (int i = 0; i < n; i++) {
                // Without a gradient the direction stays what it was.
                zeros += NormBall.direction(product, i * size, size, perturbations) ? 0 : 1;
            }
        }
        if (trySigns) {
            turn(problem, sigma, perturbations);
        }
        Scaling.scale(perturbations, n * size, sigma);
        return zeros;
    }

    private void turn(LocalProblem problem, double sigma, float[] directions) {
        int size = problem.size();
        double[] ahead = problem.values(target, directions, sigma);
        double[] behind = problem.values(target, directions, -sigma);
        for (int i = 0; i < problem.examples(); i++) {
            for (int k = 0; behind[i] > ahead[i] && k < size; k++) {
                directions[i * size + k] = -directions[i * size + k];
            }
        }
    }

    @Override
    public Optional<String> doubt() {
        return powerIterations == 0 || xi == 0 || xi >= SMALL_STEP
                ? Optional.empty()
                : Optional.of("The xi of " + this
                        + " is for numbers of 64 bits: of those of 32 bits that networks compute with,"
                        + " differences over so small a step are rounding in part, and the perturbations are weak; 0 takes 0.005"
                        + " sigma");
    }

    @Override
    public int gradients() {
        return powerIterations;
    }

    @Override
    public boolean usesLatent() {
        return (powerIterations > 0 || trySigns) && target != Target.OUTPUT;
    }

    @Override
    public boolean usesLabels() {
        return false;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Direction");
    }

    @Override
    public String toString() {
        return "PowerIteration(powerIterations=" + powerIterations + ",target=" + target + ",xi="
                + (xi == 0 ? "auto" : xi) + ",method=" + method + ",trySigns=" + trySigns + ")";
    }
}
