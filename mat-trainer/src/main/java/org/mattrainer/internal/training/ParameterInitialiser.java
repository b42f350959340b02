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

import java.util.Arrays;
import java.util.SplittableRandom;
import org.mattrainer.internal.numbers.Streams;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.ParameterKind;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.training.Initialisation;

/** Draws the first parameters of a network. */
final class ParameterInitialiser {

    private ParameterInitialiser() {}

    /** Draws the parameters of the model. */
    static float[] draw(Network network, Initialisation initialisation, long seed) {
        return draw(network, initialisation, seed, 0);
    }

    /**
     * Draws all weights in canonical order from one stream and sets everything else to its initial value.
     *
     * @param index number of the network in the training, 0 for the model
     */
    static float[] draw(Network network, Initialisation initialisation, long seed, int index) {
        SplittableRandom random = new SplittableRandom(Streams.of(seed, Streams.PARAMETERS, index, 0));
        float[] parameters = new float[network.parameterCount()];
        for (ParameterSpec spec : network.parameters()) {
            int end = spec.offset() + spec.size();
            float scale = spec.tensor().initial();
            if (spec.tensor().kind() != ParameterKind.WEIGHT) {
                Arrays.fill(parameters, spec.offset(), end, scale);
            } else if (initialisation == Initialisation.HE) {
                double slope = RectifierSlope.behind(network, spec.layer());
                double deviation =
                        Math.sqrt(2 / ((1 + slope * slope) * spec.tensor().fanIn()));
                for (int i = spec.offset(); i < end; i++) {
                    parameters[i] = scale * (float) (deviation * gaussian(random));
                }
            } else {
                double bound = Math.sqrt(3.0 / spec.tensor().fanIn());
                for (int i = spec.offset(); i < end; i++) {
                    parameters[i] = scale * (float) (bound * (2 * random.nextDouble() - 1));
                }
            }
        }
        return parameters;
    }

    /** Box and Muller, in StrictMath and not in the JDK's generator so that every JDK draws the same numbers. */
    private static double gaussian(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }
}
