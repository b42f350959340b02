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
package org.mattrainer.internal.training;

import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.optimise.ParameterAverage;
import org.mattrainer.optimise.TrainingLength;

/** The average of the parameters of a training. */
final class AveragedParameters {

    private final ParameterAverage rule;
    private final TrainingLength length;
    private final float[] average;

    AveragedParameters(ParameterAverage rule, TrainingLength length, float[] parameters) {
        this.rule = rule;
        this.length = length;
        this.average = parameters.clone();
    }

    /** Takes in the parameters after a step, counted from 0. */
    void add(float[] parameters, long step) {
        float share = (float) rule.share(step, length);
        if (share == 1) {
            restore(parameters);
            return;
        }
        for (int i = 0; i < average.length; i++) {
            average[i] += share * (parameters[i] - average[i]);
        }
    }

    /** A copy of the average. */
    float[] values() {
        return average.clone();
    }

    void restore(float[] values) {
        System.arraycopy(values, 0, average, 0, average.length);
    }

    /** Loads the average into the engine. */
    void load(NetworkEngine engine) {
        engine.load(average);
    }
}
