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
package org.mattrainer.optimise;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import org.mattrainer.internal.numbers.Checks;

/**
 * The plain mean of the parameters after each step of the last epochs (stochastic weight averaging, Izmailov et al.,
 * 2018, over steps). Before them it is the parameters themselves.
 */
public final class LastEpochsAverage implements ParameterAverage {

    @Config(description = "Number of epochs at the end of the training, not necessarily whole ones, above 0.")
    private double epochs = 1;

    /** The mean over the last epoch. */
    public LastEpochsAverage() {}

    /**
     * Makes the average.
     *
     * @param epochs number of epochs at the end of the training, not necessarily whole ones, above 0
     * @throws PropertyException if it is out of range
     */
    public LastEpochsAverage(double epochs) {
        this.epochs = epochs;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.positive("epochs", epochs);
    }

    @Override
    public double share(long step, TrainingLength length) {
        long first = Math.max(0, length.steps() - (long) Math.ceil(epochs * length.stepsPerEpoch()));
        return step <= first ? 1 : 1 / (step - first + 1.0);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "ParameterAverage");
    }

    @Override
    public String toString() {
        return "LastEpochsAverage(epochs=" + epochs + ")";
    }
}
