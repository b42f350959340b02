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
package org.mattrainer.benchmarks;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.mattrainer.benchmarks.contest.BenchCase;
import org.mattrainer.internal.input.Batch;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.ParameterKind;
import org.mattrainer.nn.ParameterSpec;

/** Random first parameters and a random batch. */
final class RandomStart {

    private final SplittableRandom random = new SplittableRandom(1);

    /** Uniform weights with the variance 2 / fan-in. */
    float[] parameters(Network network) {
        float[] parameters = new float[network.parameterCount()];
        for (ParameterSpec spec : network.parameters()) {
            int end = spec.offset() + spec.size();
            Arrays.fill(parameters, spec.offset(), end, spec.tensor().initial());
            if (spec.tensor().kind() == ParameterKind.WEIGHT) {
                double bound = Math.sqrt(6.0 / spec.tensor().fanIn());
                for (int i = spec.offset(); i < end; i++) {
                    parameters[i] = (float) (bound * (2 * random.nextDouble() - 1));
                }
            }
        }
        return parameters;
    }

    /** Uniform pixels in [0, 1) and uniform labels. */
    Batch batch(BenchCase benchCase) {
        Batch batch = new Batch();
        batch.labelled = benchCase.batch();
        batch.x = new float[benchCase.batchValues()];
        for (int i = 0; i < batch.x.length; i++) {
            batch.x[i] = (float) random.nextDouble();
        }
        batch.y = new int[batch.labelled];
        batch.exampleIds = new long[batch.labelled];
        for (int i = 0; i < batch.labelled; i++) {
            batch.y[i] = random.nextInt(BenchCase.CLASSES);
            batch.exampleIds[i] = i;
        }
        return batch;
    }
}
