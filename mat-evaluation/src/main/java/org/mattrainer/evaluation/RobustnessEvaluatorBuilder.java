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
package org.mattrainer.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.mattrainer.configuration.ComponentBuilder;
import org.mattrainer.evaluation.attack.Attack;
import org.mattrainer.image.PixelMap;

/** Makes a {@link RobustnessEvaluator}: each method is a setting of the name that it has in a configuration. */
public final class RobustnessEvaluatorBuilder
        extends ComponentBuilder<RobustnessEvaluator, RobustnessEvaluatorBuilder> {

    RobustnessEvaluatorBuilder(RobustnessEvaluator it, List<? extends Attack> attacks) {
        super(it);
        it.attacks = new ArrayList<>(attacks);
    }

    /**
     * Sets the most examples to attack, chosen at random with equal shares of the classes.
     *
     * @param maxExamples 0 for all; 1000 if this is not called
     * @return this
     */
    public RobustnessEvaluatorBuilder maxExamples(int maxExamples) {
        return set(it -> it.maxExamples = maxExamples);
    }

    /**
     * Sets the seed of the choice of examples.
     *
     * @param seed that of the host's trainers if this is not called
     * @return this
     */
    public RobustnessEvaluatorBuilder seed(long seed) {
        return set(it -> it.seed = seed);
    }

    /**
     * Sets how the smoothness is measured.
     *
     * @param smoothness null for not at all
     * @return this
     */
    public RobustnessEvaluatorBuilder smoothness(SmoothnessMetric smoothness) {
        return set(it -> it.smoothness = smoothness);
    }

    /**
     * Sets the mixture that a network without one gets for what needs it.
     *
     * @param mixtureFit null for none
     * @return this
     */
    public RobustnessEvaluatorBuilder mixtureFit(MixtureFit mixtureFit) {
        return set(it -> it.mixtureFit = mixtureFit);
    }

    /**
     * Sets the number of examples for the checks for hidden gradients that need passes of their own.
     *
     * @param checkExamples 0 for none; 100 if this is not called
     * @return this
     */
    public RobustnessEvaluatorBuilder checkExamples(int checkExamples) {
        return set(it -> it.checkExamples = checkExamples);
    }

    /**
     * Sets where the features of a model of the host are in an image.
     *
     * @param hostPixels null for no order
     * @return this
     */
    public RobustnessEvaluatorBuilder hostPixels(PixelMap hostPixels) {
        return set(it -> it.hostPixels = hostPixels);
    }

    /**
     * Sets the raw value of one unit of a radius for a model of the host.
     *
     * @param hostUnit above 0; 255 if this is not called
     * @return this
     */
    public RobustnessEvaluatorBuilder hostUnit(double hostUnit) {
        return set(it -> it.hostUnit = hostUnit);
    }

    /**
     * Sets the lowest raw value of a pixel, for attacks with a box constraint.
     *
     * @param lowestPixel finite; 0 if this is not called
     * @return this
     */
    public RobustnessEvaluatorBuilder lowestPixel(double lowestPixel) {
        return set(it -> it.lowestPixel = lowestPixel);
    }

    /**
     * Sets the highest raw value of a pixel, for attacks with a box constraint.
     *
     * @param highestPixel above the lowest; 255 if this is not called
     * @return this
     */
    public RobustnessEvaluatorBuilder highestPixel(double highestPixel) {
        return set(it -> it.highestPixel = highestPixel);
    }
}
