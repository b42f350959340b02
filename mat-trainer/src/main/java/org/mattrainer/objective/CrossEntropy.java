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

/** The cross-entropy of the labelled examples, {@code weight / N sum_i w_i (-log softmax(o_i)_y)}. */
public final class CrossEntropy implements Term {

    @Config(description = "Weight of the term, at least 0.")
    private double weight = 1;

    /** The term with weight 1. */
    public CrossEntropy() {}

    /**
     * Makes the term.
     *
     * @param weight its weight, at least 0
     * @throws PropertyException if it is out of range
     */
    public CrossEntropy(double weight) {
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
        return "ce";
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
        if (weight == 0) {
            return 0;
        }
        return SoftmaxLoss.crossEntropy(
                step.labelled(), step.labelled().pass(), weight, step.memory().logits());
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Term");
    }

    @Override
    public String toString() {
        return "CrossEntropy(weight=" + weight + ")";
    }
}
