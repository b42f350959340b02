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

import java.util.List;

/** The two moments of {@link Adam}. */
final class AdamState implements OptimiserState {

    private final Adam adam;
    private final ParameterSegments segments;
    private final float[] first;
    private final float[] second;
    private long steps;

    AdamState(Adam adam, ParameterSegments segments, int size) {
        this.adam = adam;
        this.segments = segments;
        this.first = new float[size];
        this.second = new float[size];
    }

    @Override
    public void step(float[] parameters, float[] gradient, double learningRateScale) {
        step(parameters, gradient, learningRateScale, learningRateScale < 1);
    }

    @Override
    public void step(float[] parameters, float[] gradient, double learningRateScale, boolean lowered) {
        steps++;
        double beta1 = adam.beta1(lowered);
        double firstCorrection = 1 - Math.pow(beta1, steps);
        double rootCorrection = Math.sqrt(1 - Math.pow(adam.beta2(), steps));
        // mhat / (sqrt(vhat) + e) = m rootCorrection / firstCorrection / (sqrt(v) + e rootCorrection)
        float rate = (float) (adam.learningRate() * learningRateScale * rootCorrection / firstCorrection);
        boolean inside = adam.form() == AdamForm.INSIDE_ROOT;
        double outside = adam.form() == AdamForm.STANDARD ? adam.epsilon() * rootCorrection : adam.epsilon();
        float epsilon = inside ? 0 : (float) outside;
        float root = inside ? (float) (adam.epsilon() * rootCorrection * rootCorrection) : 0;
        for (int s = 0; s < segments.count(); s++) {
            int start = segments.start(s);
            int end = segments.end(s);
            moments(parameters, gradient, (float) beta1, (float) adam.beta2(), segments.decay(s), start, end);
            update(parameters, rate * segments.rate(s), epsilon, root, start, end);
        }
    }

    private void moments(float[] w, float[] g, float beta1, float beta2, float decay, int start, int end) {
        float[] m = first;
        float[] v = second;
        float rest1 = 1 - beta1;
        float rest2 = 1 - beta2;
        for (int i = start; i < end; i++) {
            float derivative = g[i] + decay * w[i];
            m[i] = beta1 * m[i] + rest1 * derivative;
            v[i] = beta2 * v[i] + rest2 * derivative * derivative;
        }
    }

    private void update(float[] w, float rate, float epsilon, float root, int start, int end) {
        float[] m = first;
        float[] v = second;
        for (int i = start; i < end; i++) {
            w[i] -= rate * m[i] / ((float) Math.sqrt(v[i] + root) + epsilon);
        }
    }

    @Override
    public OptimiserSnapshot snapshot() {
        return new OptimiserSnapshot(steps, List.of(first.clone(), second.clone()));
    }

    @Override
    public void restore(OptimiserSnapshot snapshot) {
        snapshot.copyTo(first, second);
        steps = snapshot.steps();
    }
}
