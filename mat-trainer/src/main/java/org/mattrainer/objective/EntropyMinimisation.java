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

/** The mean entropy of the clean outputs, {@code weight / N sum_i w_i H(softmax(o_i))}: VATent beside VAT. */
public final class EntropyMinimisation implements Regulariser {

    @Config(description = "Weight of the term, at least 0.")
    private double weight = 1;

    @Config(description = "Examples of the term: UNLABELLED (the labelled ones where there are no others) or BOTH.")
    private RegulariseOn regulariseOn = RegulariseOn.UNLABELLED;

    /** The term with weight 1. */
    public EntropyMinimisation() {}

    /**
     * Makes the term.
     *
     * @param weight its weight, at least 0
     * @param regulariseOn examples of the term
     * @throws PropertyException if a value is missing or out of range
     */
    public EntropyMinimisation(double weight, RegulariseOn regulariseOn) {
        this.weight = weight;
        this.regulariseOn = regulariseOn;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.atLeastZero("weight", weight);
        Checks.present("regulariseOn", regulariseOn);
    }

    @Override
    public String name() {
        return "entropy";
    }

    @Override
    public boolean sumsOverExamples() {
        return true;
    }

    @Override
    public double apply(StepContext step) {
        if (weight == 0) {
            return 0;
        }
        double share = weight / regulariseOn.examples(step);
        double sum = 0;
        for (StepExamples batch : regulariseOn.batches(step)) {
            sum += SoftmaxLoss.entropy(batch, share, step.memory().logits());
        }
        return sum;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Term");
    }

    @Override
    public String toString() {
        return "EntropyMinimisation(weight=" + weight + ",regulariseOn=" + regulariseOn + ")";
    }
}
