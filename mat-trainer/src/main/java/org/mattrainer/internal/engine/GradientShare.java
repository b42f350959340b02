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
import java.util.List;
import org.mattrainer.internal.bytes.NumberReader;
import org.mattrainer.internal.bytes.NumberWriter;

/**
 * The gradient of the parameters for some groups of a batch, as it is before the groups are added up: another engine that adds
 * up the shares of a batch has the bits of one that has seen the whole batch.
 *
 * @param first the first group
 * @param weights for each stage and group the accumulator of the weights, null where there is none; of a share that begins with
 *     the first group the sum, in the place of the first
 * @param sums what each backward pass adds to the per-channel parameters of each stage, in the order of the passes
 */
public record GradientShare(int first, float[][][] weights, List<ChannelSums> sums) {

    /**
     * How long the arrays are.
     *
     * @return bytes of the accumulators of the weights
     */
    public int bytes() {
        long floats = 0;
        for (float[][] groups : weights) {
            for (float[] group : groups) {
                floats += group == null ? 0 : group.length;
            }
        }
        return Math.toIntExact(Float.BYTES * floats);
    }

    /**
     * Writes the share.
     *
     * @param out where to
     */
    public void write(NumberWriter out) {
        out.putInt(first);
        out.putInt(weights.length);
        for (float[][] groups : weights) {
            out.putInt(groups.length);
            for (float[] group : groups) {
                out.putFloats(group);
            }
        }
        out.putInt(sums.size());
        sums.forEach(sum -> sum.write(out));
    }

    /**
     * Reads a share.
     *
     * @param in what was written
     * @return the share
     */
    public static GradientShare read(NumberReader in) {
        int first = in.getInt();
        float[][][] weights = new float[in.getCount()][][];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = new float[in.getCount()][];
            for (int g = 0; g < weights[k].length; g++) {
                weights[k][g] = in.getFloats();
            }
        }
        int count = in.getCount();
        List<ChannelSums> sums = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sums.add(ChannelSums.read(in));
        }
        return new GradientShare(first, weights, sums);
    }
}
