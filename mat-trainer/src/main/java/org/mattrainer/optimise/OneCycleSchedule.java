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
 * One cycle over the whole training (Smith and Topin, 2018): from the initial scale up to 1 within the first part of
 * the training, then down to the final scale. The learning rate of the optimiser is thus the highest one. Momentum
 * stays as it is.
 */
public final class OneCycleSchedule implements Schedule {

    @Config(description = "Scale of the first step, in [0, 1].")
    private double initialScale = 0.04;

    @Config(description = "Part of the training at whose end the scale is 1, in [0, 1].")
    private double peakFraction = 0.3;

    @Config(description = "Scale that is reached at the end of the training, in [0, 1].")
    private double finalScale = 0;

    @Config(description = "The way up and down: COSINE or LINEAR.")
    private Annealing annealing = Annealing.COSINE;

    /** From a 25th up within 30 percent of the training, then down to zero, along cosines. */
    public OneCycleSchedule() {}

    /**
     * Makes the schedule.
     *
     * @param initialScale scale of the first step, in [0, 1]
     * @param peakFraction part of the training at whose end the scale is 1, in [0, 1]
     * @param finalScale scale that is reached at the end of the training, in [0, 1]
     * @param annealing the way up and down
     * @throws PropertyException if a value is out of range
     */
    public OneCycleSchedule(double initialScale, double peakFraction, double finalScale, Annealing annealing) {
        this.initialScale = initialScale;
        this.peakFraction = peakFraction;
        this.finalScale = finalScale;
        this.annealing = annealing;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.fraction("initialScale", initialScale);
        Checks.fraction("peakFraction", peakFraction);
        Checks.fraction("finalScale", finalScale);
        Checks.present("annealing", annealing);
    }

    @Override
    public double scale(long step, TrainingLength length) {
        double progress = step / (double) length.steps();
        return progress < peakFraction
                ? annealing.between(initialScale, 1, progress / peakFraction)
                : annealing.between(1, finalScale, (progress - peakFraction) / (1 - peakFraction));
    }

    @Override
    public boolean isLowered(long step, TrainingLength length) {
        return step / (double) length.steps() > peakFraction;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Schedule");
    }

    @Override
    public String toString() {
        return "OneCycleSchedule(initialScale=" + initialScale + ",peakFraction=" + peakFraction + ",finalScale="
                + finalScale + ",annealing=" + annealing + ")";
    }
}
