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
package org.mattrainer.internal.engine;

import org.mattrainer.internal.kernel.Kernels;

/** The statistics that the stages of a forward pass normalise with: those of the batch, or the running ones. */
final class StageStatistics {

    private final NetworkPlan plan;
    private final StageWeights[] weights;
    private final float[] running;
    private final Kernels kernels;
    private final BatchMoments[] moments;

    /**
     * Makes memory for the statistics of batches.
     *
     * @param plan the stages
     * @param weights their parameters
     * @param running the running statistics of the network, live
     */
    StageStatistics(NetworkPlan plan, StageWeights[] weights, float[] running) {
        this.plan = plan;
        this.weights = weights;
        this.running = running;
        this.kernels = plan.kernels();
        this.moments = new BatchMoments[plan.stages().size()];
        for (Stage stage : plan.stages()) {
            if (stage.needsBatch(true)) {
                moments[stage.index()] = new BatchMoments(stage.raw().pixelStride());
            }
        }
    }

    /** Sets what is known before the pass: everything but batch statistics. */
    void prepare(Pass pass) {
        for (int k = 0; k < plan.stages().size(); k++) {
            Stage stage = plan.stages().get(k);
            StageActivation activation = pass.activation(stage.index());
            if (stage.norm() == null) {
                activation.useAffine(weights[stage.index()]);
            } else if (!stage.needsBatch(pass.mode().batchStatistics())) {
                useRunning(stage, activation);
            }
        }
    }

    private void useRunning(Stage stage, StageActivation activation) {
        StageWeights own = weights[stage.index()];
        boolean moments = stage.norm().moments();
        for (int c = 0; c < stage.raw().channels(); c++) {
            double mean = moments ? running[stage.tensors().mean() + c] : 0;
            double variance = stage.norm().scaled() ? running[stage.tensors().variance() + c] : 1;
            activation.normalise(own, c, mean - own.bias()[c], variance);
        }
    }

    void begin(Span c, int stage) {
        for (int group = c.firstGroup(); group <= c.lastGroup(); group++) {
            moments[stage].clear(group);
        }
    }

    /** Adds the operator's result for one image. */
    void add(Span c, Stage stage, int example, float[] raw, int start) {
        float[] sums = c.scratch().sums();
        kernels.moments(raw, start, stage.raw(), sums);
        moments[stage.index()].add(
                c.group(example), sums, stage.raw().height() * stage.raw().width());
    }

    /** Turns the sums over the batch into the normalisation of a stage, and moves the running statistics if asked. */
    void finish(Pass pass, Stage stage) {
        BatchMoments batch = moments[stage.index()];
        StageActivation activation = pass.activation(stage.index());
        StageWeights own = weights[stage.index()];
        batch.combine(pass.groups().count());
        for (int c = 0; c < stage.raw().channels(); c++) {
            activation.normalise(own, c, batch.mean(c), stage.norm().scaled() ? batch.variance(c) : 1);
            if (pass.mode().updateStatistics()) {
                updateRunning(stage, c, batch, own.bias()[c]);
            }
        }
    }

    private void updateRunning(Stage stage, int c, BatchMoments batch, double bias) {
        double decay = stage.norm().decay();
        int m = stage.tensors().mean() + c;
        running[m] = (float) (decay * running[m] + (1 - decay) * (batch.mean(c) + bias));
        if (stage.norm().scaled()) {
            int v = stage.tensors().variance() + c;
            running[v] = (float) (decay * running[v] + (1 - decay) * batch.sampleVariance(c));
        }
    }
}
