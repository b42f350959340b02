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

import org.mattrainer.internal.bytes.NumberReader;
import org.mattrainer.internal.bytes.NumberWriter;

/**
 * What one backward pass adds to the gradients of the per-channel parameters of a stage, not yet added up over the groups.
 *
 * @param stage index of the stage
 * @param rows for each group the sums of {@link OutputGradient}
 * @param gammaScale factors of the gradient of a normalisation's scale; null without one
 * @param biasScale factors of the gradient of the bias; null for none but 1, or 0 where a batch is normalised
 */
record ChannelSums(int stage, double[][] rows, float[] gammaScale, float[] biasScale) {

    /** Copies of the rows of some groups. */
    static ChannelSums copy(int stage, double[][] rows, int groups, float[] gammaScale, float[] biasScale) {
        double[][] copies = new double[groups][];
        for (int g = 0; g < groups; g++) {
            copies[g] = rows[g].clone();
        }
        return new ChannelSums(
                stage,
                copies,
                gammaScale == null ? null : gammaScale.clone(),
                biasScale == null ? null : biasScale.clone());
    }

    void write(NumberWriter out) {
        out.putInt(stage);
        out.putInt(rows.length);
        for (double[] row : rows) {
            out.putDoubles(row);
        }
        out.putFloats(gammaScale);
        out.putFloats(biasScale);
    }

    static ChannelSums read(NumberReader in) {
        int stage = in.getInt();
        double[][] rows = new double[in.getCount()][];
        for (int g = 0; g < rows.length; g++) {
            rows[g] = in.getDoubles();
        }
        return new ChannelSums(stage, rows, in.getFloats(), in.getFloats());
    }
}
