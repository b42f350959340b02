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
 * The exponential moving average of the parameters (Polyak and Juditsky, 1992), {@code a <- d a + (1 - d) w}. Unless
 * {@code start} says otherwise, it is the plain mean in the first {@code 1 / (1 - d)} steps, which would leave much of the
 * random start in it.
 */
public final class ExponentialAverage implements ParameterAverage {

    @Config(
            description =
                    "Share d of the old average in the new one, in [0, 1); 0.999 looks back on about 1,000 steps.")
    private double decay = 0.999;

    @Config(description = "What the average is in the first steps: MEAN, COPY, WARM_UP or ZERO_CORRECTED.")
    private AverageStart start = AverageStart.MEAN;

    /** Looks back on about 1,000 steps. */
    public ExponentialAverage() {}

    /**
     * Makes the average.
     *
     * @param decay share of the old average in the new one, in [0, 1)
     * @throws PropertyException if it is out of range
     */
    public ExponentialAverage(double decay) {
        this(decay, AverageStart.MEAN);
    }

    /**
     * Makes the average.
     *
     * @param decay share of the old average in the new one, in [0, 1)
     * @param start what it is in the first steps
     * @throws PropertyException if a value is missing or out of range
     */
    public ExponentialAverage(double decay, AverageStart start) {
        this.decay = decay;
        this.start = start;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.share("decay", decay);
        Checks.present("start", start);
    }

    @Override
    public double share(long step, TrainingLength length) {
        switch (start) {
            case COPY:
                return 1 - decay;
            case WARM_UP:
                return Math.max(1 - decay, 1 / (step + 2.0));
            case ZERO_CORRECTED:
                return (1 - decay) / (1 - StrictMath.pow(decay, step + 1.0));
            default:
                return Math.max(1 - decay, 1 / (step + 1.0));
        }
    }

    @Override
    public double shareOfStart(TrainingLength length) {
        switch (start) {
            case COPY:
                return StrictMath.pow(decay, length.steps());
            case WARM_UP:
                // The mean of the start and of so many steps until the decay is that of the setting.
                double mean = Math.min(length.steps(), Math.max(0, 1 / (1 - decay) - 1));
                return StrictMath.pow(decay, length.steps() - mean) / (mean + 1);
            default:
                return 0;
        }
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "ParameterAverage");
    }

    @Override
    public String toString() {
        return "ExponentialAverage(decay=" + decay + ",start=" + start + ")";
    }
}
