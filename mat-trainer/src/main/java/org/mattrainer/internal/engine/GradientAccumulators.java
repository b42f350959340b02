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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mattrainer.internal.kernel.Kernels;

/**
 * The gradient of the parameters while it is summed: per stage and group an accumulator of the weights, which holds
 * nothing of interest before it is first used, and per stage double sums for the per-channel parameters.
 */
final class GradientAccumulators {

    /** Values that are summed together. */
    private static final int BLOCK = 1 << 11;

    private final Kernels kernels;
    private final List<Stage> stages;
    private final float[][][] weights;
    private final boolean[][] used;
    private final double[][] bias;
    private final double[][] slope;
    private final double[][] gamma;
    private final double[][] beta;
    private List<ChannelSums> kept;

    GradientAccumulators(NetworkPlan plan) {
        this.kernels = plan.kernels();
        this.stages = plan.stages();
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
        if (kept != null) {
            kept = new ArrayList<>();
        }
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

    /** Keeps what each pass adds to the per-channel parameters from now on, for {@link #share}. */
    void keepSums() {
        kept = new ArrayList<>();
    }

    /** Adds the gradients of the per-channel parameters of one stage. */
    void addChannelSums(Pass pass, Stage stage, GroupSums sums) {
        StageActivation activation = pass.activation(stage.index());
        int groups = pass.groups().count();
        boolean waits = stage.needsBatch(pass.mode().batchStatistics());
        float[] gammaScale = stage.norm() == null ? null : activation.inverseDeviation();
        // The mean of the batch takes away what a bias adds, so its gradient is 0 in training.
        float[] biasScale =
                stage.norm() == null || waits ? null : activation.pointwise().scale();
        if (kept != null) {
            kept.add(ChannelSums.copy(stage.index(), sums.rows(), groups, gammaScale, biasScale));
        }
        add(stage, sums.rows(), groups, gammaScale, biasScale);
    }

    private void add(Stage stage, double[][] rows, int groups, float[] gammaScale, float[] biasScale) {
        int k = stage.index();
        int stride = stage.raw().pixelStride();
        for (int c = 0; c < stage.raw().channels(); c++) {
            double shift = GroupSums.total(rows, c, groups);
            slope[k][c] += GroupSums.total(rows, 2 * stride + c, groups);
            if (gammaScale == null) {
                bias[k][c] += shift;
            } else {
                beta[k][c] += shift;
                gamma[k][c] += gammaScale[c] * GroupSums.total(rows, stride + c, groups);
                bias[k][c] += biasScale == null ? 0 : biasScale[c] * shift;
            }
        }
    }

    /**
     * Takes what was added since {@link #clear} out, as that of groups from a first one on.
     *
     * @throws IllegalStateException if what was added to the per-channel parameters is not kept
     */
    GradientShare share(int first) {
        if (kept == null) {
            throw new IllegalStateException("Expected an engine that keeps the sums of its passes");
        }
        float[][][] groups = new float[stages.size()][][];
        for (int k = 0; k < groups.length; k++) {
            groups[k] = first == 0 && isUsed(k) ? new float[][] {sum(k)} : usedGroups(k);
        }
        return new GradientShare(first, groups, kept);
    }

    private boolean isUsed(int stage) {
        for (boolean group : used[stage]) {
            if (group) {
                return true;
            }
        }
        return false;
    }

    private float[][] usedGroups(int stage) {
        float[][] groups = new float[Groups.MOST][];
        int count = 0;
        for (int g = 0; g < Groups.MOST; g++) {
            if (used[stage][g]) {
                groups[g] = weights[stage][g];
                count = g + 1;
            }
        }
        return Arrays.copyOf(groups, count);
    }

    /**
     * Puts the shares of a batch in the place of what was added; the arrays are taken over.
     *
     * @param shares in the order of their groups
     * @throws IllegalArgumentException if they are not those of one batch of this network
     */
    void take(List<GradientShare> shares) {
        clear();
        for (GradientShare share : shares) {
            require(share.weights().length, stages.size(), "stages");
            for (int k = 0; k < stages.size(); k++) {
                place(share.first(), k, share.weights()[k]);
            }
        }
        List<ChannelSums> first = shares.get(0).sums();
        for (int i = 0; i < first.size(); i++) {
            List<double[]> rows = new ArrayList<>();
            for (GradientShare share : shares) {
                require(share.sums().size(), first.size(), "sums of passes");
                ChannelSums sums = share.sums().get(i);
                require(sums.stage(), first.get(i).stage(), "as the stage of a pass");
                rows.addAll(Arrays.asList(sums.rows()));
            }
            ChannelSums sums = first.get(i);
            add(
                    stages.get(sums.stage()),
                    rows.toArray(new double[0][]),
                    rows.size(),
                    sums.gammaScale(),
                    sums.biasScale());
        }
    }

    private void place(int first, int stage, float[][] groups) {
        for (int g = 0; g < groups.length; g++) {
            if (groups[g] != null) {
                require(groups[g].length, stages.get(stage).operator().accumulatorSize(), "values of a stage");
                weights[stage][first + g] = groups[g];
                used[stage][first + g] = true;
            }
        }
    }

    private static void require(int found, int expected, String what) {
        if (found != expected) {
            throw new IllegalArgumentException(
                    "Expected a share of the gradient with " + expected + " " + what + ", found " + found);
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
                    kernels.axpy(1f, weights[stage][g], start, total, start, end - start);
                }
            }
        }
        Arrays.fill(used[stage], 1, Groups.MOST, false);
        return total;
    }

    private static void write(double[] values, int offset, float[] gradient) {
        if (offset >= 0) {
            for (int i = 0; i < values.length; i++) {
                gradient[offset + i] = (float) values[i];
            }
        }
    }
}
