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
package org.mattrainer.training;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.mattrainer.nn.BatchNorm2d;
import org.mattrainer.nn.Layer;
import org.mattrainer.nn.LeakyRelu;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.PRelu;
import org.mattrainer.nn.ParameterKind;
import org.mattrainer.nn.ParameterSpec;

/** Draws the first parameters of a network. */
final class ParameterInitialiser {

    private ParameterInitialiser() {}

    /**
     * Draws all weights in canonical order from one stream and sets everything else to its initial value.
     */
    static float[] draw(Network network, Initialisation initialisation, long seed) {
        SplittableRandom random = new SplittableRandom(Streams.of(seed, Streams.PARAMETERS, 0, 0));
        float[] parameters = new float[network.parameterCount()];
        for (ParameterSpec spec : network.parameters()) {
            int end = spec.offset() + spec.size();
            if (spec.tensor().kind() != ParameterKind.WEIGHT) {
                Arrays.fill(parameters, spec.offset(), end, spec.tensor().initial());
            } else if (initialisation == Initialisation.HE) {
                double slope = negativeSlope(network.layers(), spec.layer() + 1);
                double deviation =
                        Math.sqrt(2 / ((1 + slope * slope) * spec.tensor().fanIn()));
                for (int i = spec.offset(); i < end; i++) {
                    parameters[i] = (float) (deviation * gaussian(random));
                }
            } else {
                double bound = Math.sqrt(3.0 / spec.tensor().fanIn());
                for (int i = spec.offset(); i < end; i++) {
                    parameters[i] = (float) (bound * (2 * random.nextDouble() - 1));
                }
            }
        }
        return parameters;
    }

    /** The slope for negative values of the rectifier at an index, seen through batch normalisation. */
    private static double negativeSlope(List<Layer> layers, int index) {
        Layer next = index < layers.size() ? layers.get(index) : null;
        if (next instanceof BatchNorm2d) {
            return negativeSlope(layers, index + 1);
        }
        if (next instanceof PRelu rectifier) {
            return rectifier.initialSlope();
        }
        if (next instanceof LeakyRelu rectifier) {
            return rectifier.slope();
        }
        return 0;
    }

    /** Box and Muller, in StrictMath and not in the JDK's generator so that every JDK draws the same numbers. */
    private static double gaussian(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }
}
