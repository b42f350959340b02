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
package org.mattrainer.internal.numbers;

/**
 * Standard normal numbers by the ziggurat method of Marsaglia and Tsang (2000) with 128 layers of equal area. As
 * Doornik (2005) advises, the layer and the position in it come from different bits. StrictMath keeps the numbers the
 * same on every machine.
 */
final class Ziggurat {

    private static final int LAYERS = 128;
    private static final double TAIL = 3.442619855899;
    private static final double AREA = 9.91256303526217e-3;
    private static final double UNIT = 0x1.0p-53;

    /** Right edges of the layers from the widest, which stands for the base strip with the tail, to 0. */
    private static final double[] EDGE = new double[LAYERS + 1];

    /** Share of each layer that lies below the density as a whole. */
    private static final double[] INNER = new double[LAYERS];

    static {
        double density = density(TAIL);
        EDGE[0] = AREA / density;
        EDGE[1] = TAIL;
        for (int i = 2; i < LAYERS; i++) {
            EDGE[i] = StrictMath.sqrt(-2 * StrictMath.log(AREA / EDGE[i - 1] + density));
            density = density(EDGE[i]);
        }
        for (int i = 0; i < LAYERS; i++) {
            INNER[i] = EDGE[i + 1] / EDGE[i];
        }
    }

    private Ziggurat() {}

    private static double density(double x) {
        return StrictMath.exp(-0.5 * x * x);
    }

    static double next(RandomStream random) {
        long bits = random.nextLong();
        int layer = (int) (bits & (LAYERS - 1));
        double u = (bits >> 10) * UNIT;
        // 99 of 100 numbers end here.
        return Math.abs(u) < INNER[layer] ? u * EDGE[layer] : outside(random, layer, u);
    }

    /** A number whose first draw fell outside the inner part of its layer. */
    private static double outside(RandomStream random, int layer, double u) {
        if (layer == 0) {
            return tail(random, u < 0);
        }
        double x = u * EDGE[layer];
        double low = density(EDGE[layer]);
        double high = density(EDGE[layer + 1]);
        return low + random.nextDouble() * (high - low) < density(x) ? x : next(random);
    }

    /** A number beyond the base strip. */
    private static double tail(RandomStream random, boolean negative) {
        double x;
        double y;
        do {
            x = StrictMath.log(1 - random.nextDouble()) / TAIL;
            y = StrictMath.log(1 - random.nextDouble());
        } while (-2 * y < x * x);
        return negative ? x - TAIL : TAIL - x;
    }
}
