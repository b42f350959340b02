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
import org.mattrainer.internal.numbers.Checks;

/**
 * The squared hinge of the labelled examples, the mean over them of {@code sum_j max(0, 1 - s_j o_j)^2} with s = 1 for the
 * class and -1 for the others: a support vector machine of each class on the last layer, the loss of deeply supervised
 * nets (Lee et al., 2015). It takes the place of {@link CrossEntropy}.
 */
public final class SquaredHinge implements Term {

    @Config(description = "Weight of the term, at least 0.")
    private double weight = 1;

    /** The term with weight 1. */
    public SquaredHinge() {}

    /**
     * Makes the term.
     *
     * @param weight its weight, at least 0
     * @throws PropertyException if it is out of range
     */
    public SquaredHinge(double weight) {
        this.weight = weight;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.atLeastZero("weight", weight);
    }

    @Override
    public String name() {
        return "hinge";
    }

    @Override
    public boolean sumsOverExamples() {
        return true;
    }

    @Override
    public boolean teachesClasses() {
        return weight > 0;
    }

    @Override
    public double apply(StepContext step) {
        return weight == 0
                ? 0
                : HingeLoss.squaredHinge(step.labelled(), step.labelled().pass(), weight);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Term");
    }

    @Override
    public String toString() {
        return "SquaredHinge(weight=" + weight + ")";
    }
}
