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
package org.mattrainer.objective;

import java.util.ArrayList;
import java.util.List;
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.internal.engine.DropoutMasks;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.PassMode;

/** Passes of the same examples with draws of their own, which are kept until the end of a step. */
final class SampledPasses {

    private final NetworkEngine engine;
    private final Draws draws;
    private final List<Sample> samples = new ArrayList<>();

    /** A pass with the draws that its gradients need. */
    private static final class Sample {
        private final GradientPass pass;
        private final DropoutMasks masks;
        private boolean passed;

        Sample(NetworkEngine engine) {
            this.pass = new GradientPass(engine);
            this.masks = DropoutMasks.of(engine);
        }
    }

    SampledPasses(NetworkEngine engine, Draws draws) {
        this.engine = engine;
        this.draws = draws;
    }

    /** Starts a step. */
    void begin() {
        samples.forEach(sample -> sample.passed = false);
    }

    /** A pass, which runs at the first call of a step; its number begins at 1. */
    GradientPass pass(StepExamples batch, float[] x, int n, int number) {
        while (samples.size() < number) {
            samples.add(new Sample(engine));
        }
        Sample sample = samples.get(number - 1);
        if (!sample.passed) {
            if (sample.masks != null) {
                batch.keys().copies(draws, StreamPurpose.DROPOUT, number, 1, sample.masks);
            }
            sample.pass.forward(x, n, new PassMode(true, false, sample.masks, batch.cut()));
            sample.passed = true;
        }
        return sample.pass;
    }

    void backward() {
        for (Sample sample : samples) {
            if (sample.passed) {
                sample.pass.backward();
            }
        }
    }

    void clearGradients() {
        samples.forEach(sample -> sample.pass.clearGradients());
    }
}
