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
package org.mattrainer.internal.kernel;

import java.util.Random;

/** A convolution and its gradients by their definition, in double precision, on canonical arrays; with random data. */
final class ReferenceConvolution {

    final ConvolutionShape shape;
    final int images;

    /** [image, channel, row, column]. */
    final float[] x;

    /** [out, in, row, column]. */
    final float[] weight;

    /** Gradient of y, [image, channel, row, column]. */
    final float[] dy;

    final double[] y;
    final double[] dx;
    final double[] dw;

    ReferenceConvolution(ConvolutionShape shape, int images, long seed) {
        this.shape = shape;
        this.images = images;
        Random random = new Random(seed);
        x = gaussian(random, images * shape.inChannels() * shape.height() * shape.width());
        weight = gaussian(random, shape.outChannels() * shape.inChannels() * shape.kernel() * shape.kernel());
        dy = gaussian(random, images * shape.outChannels() * shape.outHeight() * shape.outWidth());
        y = new double[dy.length];
        dx = new double[x.length];
        dw = new double[weight.length];
        for (int n = 0; n < images; n++) {
            for (int o = 0; o < shape.outChannels(); o++) {
                for (int c = 0; c < shape.inChannels(); c++) {
                    plane(n, o, c);
                }
            }
        }
    }

    private static float[] gaussian(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private void plane(int n, int o, int c) {
        int kernel = shape.kernel();
        for (int i = 0; i < shape.outHeight(); i++) {
            for (int j = 0; j < shape.outWidth(); j++) {
                int out = ((n * shape.outChannels() + o) * shape.outHeight() + i) * shape.outWidth() + j;
                for (int r = 0; r < kernel; r++) {
                    for (int s = 0; s < kernel; s++) {
                        int row = i * shape.stride() + r - shape.padding();
                        int column = j * shape.stride() + s - shape.padding();
                        if (row >= 0 && row < shape.height() && column >= 0 && column < shape.width()) {
                            int in = ((n * shape.inChannels() + c) * shape.height() + row) * shape.width() + column;
                            int w = ((o * shape.inChannels() + c) * kernel + r) * kernel + s;
                            y[out] += (double) x[in] * weight[w];
                            dx[in] += (double) dy[out] * weight[w];
                            dw[w] += (double) dy[out] * x[in];
                        }
                    }
                }
            }
        }
    }

    /** Lays canonical images out. */
    static float[] toLayout(float[] nchw, Layout layout, int images, int start) {
        float[] result = new float[start + images * layout.imageStride()];
        for (int n = 0; n < images; n++) {
            for (int c = 0; c < layout.channels(); c++) {
                for (int i = 0; i < layout.height(); i++) {
                    for (int j = 0; j < layout.width(); j++) {
                        result[start + n * layout.imageStride() + layout.offset(i, j) + c] =
                                nchw[((n * layout.channels() + c) * layout.height() + i) * layout.width() + j];
                    }
                }
            }
        }
        return result;
    }

    /** Reads canonical images back. */
    static float[] fromLayout(float[] values, Layout layout, int images, int start) {
        float[] nchw = new float[images * layout.channels() * layout.height() * layout.width()];
        for (int n = 0; n < images; n++) {
            for (int c = 0; c < layout.channels(); c++) {
                for (int i = 0; i < layout.height(); i++) {
                    for (int j = 0; j < layout.width(); j++) {
                        nchw[((n * layout.channels() + c) * layout.height() + i) * layout.width() + j] =
                                values[start + n * layout.imageStride() + layout.offset(i, j) + c];
                    }
                }
            }
        }
        return nchw;
    }

    /** Root mean square error relative to the root mean square. */
    static double error(double[] expected, float[] actual) {
        double error = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            error += (actual[i] - expected[i]) * (actual[i] - expected[i]);
            norm += expected[i] * expected[i];
        }
        return Math.sqrt(error / norm);
    }
}
