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
package org.mattrainer.golden;

import java.util.Map;
import org.mattrainer.reference.ReferenceMixture;
import org.mattrainer.reference.ReferenceObjective;

/**
 * What a step gives.
 *
 * @param losses by name, without the prefix of the file
 * @param gradient of the parameters
 * @param parameters after the step
 * @param statistics after the step
 * @param direction of the smoothness term, null when unknown or absent
 * @param smoothness per example, null when unknown or absent
 * @param latent features of the labelled batch
 * @param mu means after the update, null without mixture
 * @param sigma covariances after the update
 */
record StepOutcome(
        Map<String, Double> losses,
        double[] gradient,
        double[] parameters,
        double[] statistics,
        double[] direction,
        double[] smoothness,
        double[] latent,
        double[] mu,
        double[] sigma) {

    /** The outcome of the reference. */
    static StepOutcome of(
            ReferenceObjective.Value value, double[] parameters, double[] statistics, ReferenceMixture mixture) {
        return new StepOutcome(
                value.losses(),
                value.gradient(),
                parameters,
                statistics,
                value.constants().direction(),
                value.smoothness(),
                value.latent(),
                mixture == null ? null : mixture.means(),
                mixture == null ? null : mixture.covariances());
    }
}
