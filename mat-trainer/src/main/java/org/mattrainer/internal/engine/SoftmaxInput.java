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

import org.mattrainer.internal.kernel.Exponential;
import org.mattrainer.internal.kernel.Layout;

/** The softmax over the channels of a stage's output, at each position. */
final class SoftmaxInput implements StageInput {

    private final int[] sources;
    private final Layout compact;

    SoftmaxInput(int source, Layout compact) {
        this.sources = new int[] {source};
        this.compact = compact;
    }

    @Override
    public int[] sources() {
        return sources;
    }

    @Override
    public int scratchImages() {
        return 2;
    }

    /** The probabilities of one example, compact. */
    private float[] probabilities(Activations values, Span c, int example) {
        float[] p = c.scratch().joined(0);
        values.load(c, sources[0], example, 1, p, compact);
        for (int row = 0; row < compact.height(); row++) {
            for (int column = 0; column < compact.width(); column++) {
                normalise(p, compact.offset(row, column), compact.channels());
            }
        }
        return p;
    }

    private static void normalise(float[] p, int start, int channels) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int k = start; k < start + channels; k++) {
            largest = Math.max(largest, p[k]);
        }
        double sum = 0;
        for (int k = start; k < start + channels; k++) {
            sum += Exponential.of((double) p[k] - largest);
        }
        for (int k = start; k < start + channels; k++) {
            p[k] = (float) (Exponential.of((double) p[k] - largest) / sum);
        }
    }

    @Override
    public void load(Activations values, Span c, int first, int images, float[] to, Layout layout) {
        for (int i = 0; i < images; i++) {
            float[] p = probabilities(values, c, first + i);
            for (int row = 0; row < compact.height(); row++) {
                int at = i * layout.imageStride() + layout.offset(row, 0);
                SummedInput.put(c, p, compact.offset(row, 0), to, at, compact.rowStride(), true);
            }
        }
    }

    @Override
    public void loadTangent(
            Activations values, Activations tangents, Span c, int first, int images, float[] to, Layout layout) {
        float[] change = c.scratch().joined(1);
        for (int i = 0; i < images; i++) {
            float[] p = probabilities(values, c, first + i);
            tangents.load(c, sources[0], first + i, 1, change, compact);
            differentiate(p, change, 0, to, i * layout.imageStride(), layout, true);
        }
    }

    /** Writes or adds p (d - sum p d), a symmetric map of d, at every position. */
    private void differentiate(float[] p, float[] d, int start, float[] to, int toStart, Layout layout, boolean fresh) {
        for (int row = 0; row < compact.height(); row++) {
            for (int column = 0; column < compact.width(); column++) {
                int at = compact.offset(row, column);
                int out = toStart + layout.offset(row, column);
                double mean = 0;
                for (int k = 0; k < compact.channels(); k++) {
                    mean += (double) p[at + k] * d[start + at + k];
                }
                for (int k = 0; k < compact.channels(); k++) {
                    float product = (float) (p[at + k] * (d[start + at + k] - mean));
                    to[out + k] = fresh ? product : to[out + k] + product;
                }
            }
        }
    }

    @Override
    public void addGradient(
            Activations values,
            Span c,
            int place,
            int example,
            float[] gradient,
            int start,
            float[] to,
            int toStart,
            boolean fresh) {
        differentiate(probabilities(values, c, example), gradient, start, to, toStart, compact, fresh);
    }
}
