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

import java.util.Arrays;
import java.util.List;

/**
 * The gradient of the parameters while it is summed: per stage and group an accumulator of the weights, which holds
 * nothing of interest before it is first used, and per stage double sums for the per-channel parameters.
 */
final class GradientAccumulators {

    /** Values that are summed together. */
    private static final int BLOCK = 1 << 11;

    private final List<Stage> stages;
    private final float[][][] weights;
    private final boolean[][] used;
    private final double[][] bias;
    private final double[][] slope;
    private final double[][] gamma;
    private final double[][] beta;

    GradientAccumulators(List<Stage> stages) {
        this.stages = stages;
        int count = stages.size();
        weights = new float[count][Groups.MOST][];
        used = new boolean[count][Groups.MOST];
        bias = new double[count][];
        slope = new double[count][];
        gamma = new double[count][];
        beta = new double[count][];
        for (int k = 0; k < count; k++) {
            int channels = stages.get(k).raw().channels();
            bias[k] = new double[channels];
            slope[k] = new double[channels];
            gamma[k] = new double[channels];
            beta[k] = new double[channels];
        }
    }

    void clear() {
        for (int k = 0; k < used.length; k++) {
            Arrays.fill(used[k], false);
            Arrays.fill(bias[k], 0);
            Arrays.fill(slope[k], 0);
            Arrays.fill(gamma[k], 0);
            Arrays.fill(beta[k], 0);
        }
    }

    /** The accumulator of a group; only the thread that works on the group may ask for it. */
    float[] weights(int stage, int group) {
        if (weights[stage][group] == null) {
            weights[stage][group] = new float[stages.get(stage).operator().accumulatorSize()];
        }
        return weights[stage][group];
    }

    /** Whether the accumulator of a group counts as zero still; it is used from now on. */
    boolean use(int stage, int group) {
        boolean fresh = !used[stage][group];
        used[stage][group] = true;
        return fresh;
    }

    /** Adds the gradients of the per-channel parameters of one stage. */
    void addChannelSums(Pass pass, Stage stage, StageWeights parameters, GroupSums sums) {
        int k = stage.index();
        int groups = pass.groups().count();
        int stride = stage.raw().pixelStride();
        StageActivation activation = pass.activation(k);
        for (int c = 0; c < stage.raw().channels(); c++) {
            double shift = sums.total(c, groups);
            slope[k][c] += sums.total(2 * stride + c, groups);
            if (stage.norm() == null) {
                bias[k][c] += shift;
            } else {
                beta[k][c] += shift;
                gamma[k][c] += activation.inverseDeviation()[c] * sums.total(stride + c, groups);
                // The mean of the batch takes away what a bias adds, so its gradient is 0 in training.
                bias[k][c] += stage.needsBatch(pass.mode().batchStatistics())
                        ? 0
                        : activation.pointwise().scale()[c] * shift;
            }
        }
    }

    /** Sums the groups of one stage in their order and writes its canonical gradients. */
    void reduce(int stage, float[] gradient) {
        StageTensors tensors = stages.get(stage).tensors();
        write(bias[stage], tensors.bias(), gradient);
        write(slope[stage], tensors.slope(), gradient);
        write(gamma[stage], tensors.gamma(), gradient);
        write(beta[stage], tensors.beta(), gradient);
        if (tensors.weight() >= 0) {
            stages.get(stage).operator().unpackGradient(sum(stage), gradient, tensors.weight());
        }
    }

    /** The sum takes the place of the first accumulator, a block that stays in the cache after the other. */
    private float[] sum(int stage) {
        float[] total = weights(stage, 0);
        if (use(stage, 0)) {
            Arrays.fill(total, 0f);
        }
        for (int start = 0; start < total.length; start += BLOCK) {
            int end = Math.min(total.length, start + BLOCK);
            for (int g = 1; g < Groups.MOST; g++) {
                if (used[stage][g]) {
                    add(weights[stage][g], total, start, end);
                }
            }
        }
        Arrays.fill(used[stage], 1, Groups.MOST, false);
        return total;
    }

    private static void add(float[] from, float[] to, int start, int end) {
        for (int i = start; i < end; i++) {
            to[i] += from[i];
        }
    }

    private static void write(double[] values, int offset, float[] gradient) {
        if (offset >= 0) {
            for (int i = 0; i < values.length; i++) {
                gradient[offset + i] = (float) values[i];
            }
        }
    }
}
