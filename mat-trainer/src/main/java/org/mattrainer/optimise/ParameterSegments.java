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

import java.util.ArrayList;
import java.util.List;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.ParameterKind;
import org.mattrainer.nn.ParameterSpec;

/** The flat parameter array cut into the fewest ranges that share one weight decay and one factor of the learning rate. */
final class ParameterSegments {

    private final int[] ends;
    private final float[] decays;
    private final float[] rates;

    private ParameterSegments(int[] ends, float[] decays, float[] rates) {
        this.ends = ends;
        this.decays = decays;
        this.rates = rates;
    }

    static ParameterSegments of(Network network, double weightDecay, WeightDecayScope scope) {
        List<Integer> ends = new ArrayList<>();
        List<Float> decays = new ArrayList<>();
        List<Float> rates = new ArrayList<>();
        for (ParameterSpec spec : network.parameters()) {
            boolean decayed = scope == WeightDecayScope.ALL || spec.tensor().kind() == ParameterKind.WEIGHT;
            float decay = decayed ? (float) weightDecay : 0f;
            float rate = spec.tensor().learningRateFactor();
            int end = spec.offset() + spec.size();
            int last = ends.size() - 1;
            if (last >= 0 && decays.get(last) == decay && rates.get(last) == rate) {
                ends.set(last, end);
            } else {
                ends.add(end);
                decays.add(decay);
                rates.add(rate);
            }
        }
        int[] endArray = ends.stream().mapToInt(Integer::intValue).toArray();
        return new ParameterSegments(endArray, toArray(decays), toArray(rates));
    }

    private static float[] toArray(List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }

    int count() {
        return ends.length;
    }

    int start(int segment) {
        return segment == 0 ? 0 : ends[segment - 1];
    }

    int end(int segment) {
        return ends[segment];
    }

    float decay(int segment) {
        return decays[segment];
    }

    /** What the learning rate is multiplied by. */
    float rate(int segment) {
        return rates[segment];
    }
}
