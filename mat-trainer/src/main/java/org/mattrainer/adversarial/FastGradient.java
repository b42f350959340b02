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
import org.mattrainer.internal.numbers.Checks;

/**
 * One step along the gradient of the cross-entropy (MAT, eq. 2): {@code sigma sign(g) (|g| / |g|_q)^(1/(p-1))} with
 * 1/p + 1/q = 1. For p = 2 that is {@code sigma g / |g|_2}, for p = Infinity the fast gradient sign {@code sigma
 * sign(g)} (MAT, eq. 3).
 */
public final class FastGradient implements Direction {

    @Config(description = "The norm p of the perturbation, above 1; Infinity for the largest absolute value.")
    private double p = 2;

    /** The gradient scaled to a 2-norm. */
    public FastGradient() {}

    /**
     * Makes the direction.
     *
     * @param p the norm of the perturbation, above 1; infinity for the largest absolute value
     * @throws PropertyException if p is out of range
     */
    public FastGradient(double p) {
        this.p = p;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(p > 1, "p", "a number above 1 or Infinity", p);
    }

    @Override
    public int find(LocalProblem problem, double sigma, float[] perturbations) {
        problem.lossGradient(perturbations);
        return new NormBall(p, sigma).steepest(perturbations, problem.examples(), problem.size(), perturbations);
    }

    @Override
    public double norm() {
        return p;
    }

    @Override
    public int gradients() {
        return 1;
    }

    @Override
    public boolean usesLatent() {
        return false;
    }

    @Override
    public boolean usesLabels() {
        return true;
    }

    @Override
    public boolean usesStart() {
        return false;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Direction");
    }

    @Override
    public String toString() {
        return "FastGradient(p=" + p + ")";
    }
}
