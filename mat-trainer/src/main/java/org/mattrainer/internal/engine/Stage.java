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

import org.mattrainer.internal.kernel.Curve;
import org.mattrainer.internal.kernel.Layout;
import org.mattrainer.internal.kernel.LinearOperator;
import org.mattrainer.internal.kernel.PoolShape;
import org.mattrainer.internal.kernel.WeightNormalisation;

/**
 * Some neighbouring layers that are computed together: what is read, perhaps joined, a linear operator, to whose result
 * the output of another stage may be added, then per channel
 * {@code act(scale x + shift)} (bias, batch normalisation, activation), then max-pooling, then dropout or noise; all behind the
 * operator may be missing. Of a
 * pass a stage keeps the operator's result x (where batch statistics need it) and, with pooling, the x of the maxima;
 * the activated values are computed again wherever they are read, which is cheaper than the memory traffic.
 *
 * @param index place in the plan
 * @param input what is read
 * @param operator the linear part
 * @param addend what is added to its result, or null
 * @param tensors offsets of the stage's parameters and statistics
 * @param weightNorm how the operator's weights come of directions and lengths, or null
 * @param norm the normalisation, or null
 * @param fixedSlope slope below 0 where it is not trained; 1 without an activation
 * @param curve the activation where it is no rectifier, or null
 * @param pool the max-pooling, or null
 * @param draw what is drawn for the output in training, or null
 * @param inPlace whether the operator is the identity and the stage works on the values of its source where they lie
 * @param lastLayer index of the last layer of the network that belongs to the stage
 */
record Stage(
        int index,
        StageInput input,
        LinearOperator operator,
        StageAddend addend,
        StageTensors tensors,
        WeightNormalisation weightNorm,
        StageNorm norm,
        float fixedSlope,
        Curve curve,
        PoolShape pool,
        StageDraw draw,
        boolean inPlace,
        int lastLayer) {

    /** The stages that are read, -1 for the input of the network: the addend, if there is one, and those of the input. */
    int[] sources() {
        return addend == null ? input.sources() : addend.sources();
    }

    /** Layout of the operator's result. */
    Layout raw() {
        return operator.output();
    }

    /** Layout of the stage's output and of the values that it keeps for it. */
    Layout output() {
        return pool == null ? operator.output() : pool.output();
    }

    /** Images of one example that are needed at the same time beside the operator's input or result. */
    int scratchImages() {
        return addend == null ? input.scratchImages() : Math.max(1, input.scratchImages());
    }

    /** Whether gradients and tangents of the output are those of the operator's result. */
    boolean isLinear() {
        return norm == null && curve == null && tensors.slope() < 0 && fixedSlope == 1 && pool == null;
    }

    /** Whether the output is the operator's result as it is. */
    boolean isPlain() {
        return isLinear() && tensors.bias() < 0 && draw == null;
    }

    /** Whether there are parameters of single channels, whose gradients are sums over pixels. */
    boolean hasChannelParameters() {
        return tensors.bias() >= 0 || tensors.slope() >= 0 || tensors.gamma() >= 0 || tensors.beta() >= 0;
    }

    /** Whether a pass keeps the operator's result apart from the values of the output. */
    boolean keepsRaw() {
        return norm != null && pool != null;
    }

    /** Floats of an example's tangent or gradient at the output while it is on its way through the stages. */
    int flowSize(boolean batchStatistics) {
        int size = output().imageStride();
        return needsBatch(batchStatistics) ? Math.max(size, raw().imageStride()) : size;
    }

    /** Whether a pass with these statistics has to see the whole batch before it can go on. */
    boolean needsBatch(boolean batchStatistics) {
        return norm != null && norm.moments() && !norm.frozen() && batchStatistics;
    }
}
