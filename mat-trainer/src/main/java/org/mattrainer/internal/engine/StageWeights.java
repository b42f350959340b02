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
import org.mattrainer.internal.kernel.Pointwise;

/** The parameters of one stage in the form in which the engine reads them. */
final class StageWeights {

    private final Stage stage;
    private final float[] normalised;
    private final float[] packedForward;
    private float[] packedBackward;
    private boolean backwardIsCurrent;
    private final float[] bias;
    private final float[] slope;
    private final float[] gamma;
    private final float[] beta;
    private final Pointwise affine;

    StageWeights(Stage stage) {
        this.stage = stage;
        int channels = stage.raw().pixelStride();
        normalised =
                stage.weightNorm() == null ? null : new float[stage.weightNorm().size()];
        packedForward = new float[stage.operator().packedSize()];
        bias = new float[channels];
        slope = new float[channels];
        gamma = new float[channels];
        beta = new float[channels];
        if (stage.norm() != null && stage.tensors().gamma() < 0) {
            Arrays.fill(gamma, 0, stage.raw().channels(), 1f);
        }
        Arrays.fill(slope, 0, stage.raw().channels(), stage.fixedSlope());
        float[] one = new float[channels];
        Arrays.fill(one, 0, stage.raw().channels(), 1f);
        affine = new Pointwise(one, bias, slope, stage.curve());
    }

    /** Takes over new parameters; the backward form is made when it is first asked for. */
    void load(float[] parameters) {
        StageTensors tensors = stage.tensors();
        if (tensors.weight() >= 0) {
            if (normalised == null) {
                stage.operator().packForward(parameters, tensors.weight(), packedForward);
            } else {
                stage.weightNorm().weights(parameters, normalised);
                stage.operator().packForward(normalised, 0, packedForward);
            }
            backwardIsCurrent = false;
        }
        copy(parameters, tensors.bias(), bias);
        copy(parameters, tensors.slope(), slope);
        copy(parameters, tensors.gamma(), gamma);
        copy(parameters, tensors.beta(), beta);
    }

    private void copy(float[] parameters, int offset, float[] values) {
        if (offset >= 0) {
            System.arraycopy(parameters, offset, values, 0, stage.raw().channels());
        }
    }

    /** Makes the backward form if it is not that of the current parameters. */
    void prepareBackward(float[] parameters) {
        if (stage.tensors().weight() >= 0 && !backwardIsCurrent) {
            if (packedBackward == null) {
                packedBackward = new float[stage.operator().packedSize()];
            }
            if (normalised == null) {
                stage.operator().packBackward(parameters, stage.tensors().weight(), packedBackward);
            } else {
                stage.operator().packBackward(normalised, 0, packedBackward);
            }
            backwardIsCurrent = true;
        }
    }

    float[] packedForward() {
        return packedForward;
    }

    float[] packedBackward() {
        return packedBackward;
    }

    float[] bias() {
        return bias;
    }

    float[] slope() {
        return slope;
    }

    float[] gamma() {
        return gamma;
    }

    float[] beta() {
        return beta;
    }

    /** Bias and activation of a stage without batch normalisation. */
    Pointwise affine() {
        return affine;
    }
}
