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

import org.mattrainer.nn.ConvolutionAlgorithm;

/** Picks the algorithm of a convolution. */
public final class Convolutions {

    private Convolutions() {}

    /**
     * The convolution of a shape.
     *
     * @param shape the shape
     * @param algorithm the algorithm
     * @param kernels the kernels
     * @return the convolution
     */
    public static Convolution create(ConvolutionShape shape, ConvolutionAlgorithm algorithm, Kernels kernels) {
        return new PlainConvolution(shape);
    }

    /** Loops as in the definition. */
    private static final class PlainConvolution implements Convolution {
        private final ConvolutionShape s;
        private final Layout input;
        private final Layout output;

        PlainConvolution(ConvolutionShape shape) {
            s = shape;
            input = Layout.of(s.inChannels(), s.height(), s.width(), s.padding(), s.padding());
            output = Layout.of(s.outChannels(), s.outHeight(), s.outWidth(), 0, 0);
        }

        @Override
        public Layout input() {
            return input;
        }

        @Override
        public Layout upstream() {
            return output;
        }

        @Override
        public int blockImages() {
            return 2;
        }

        @Override
        public int scratchSize() {
            return 0;
        }

        @Override
        public int packedSize() {
            return s.outChannels() * s.inChannels() * s.kernel() * s.kernel();
        }

        @Override
        public void packForward(float[] weight, int offset, float[] packed) {
            System.arraycopy(weight, offset, packed, 0, packedSize());
        }

        @Override
        public void packBackward(float[] weight, int offset, float[] packed) {
            packForward(weight, offset, packed);
        }

        private int weight(int o, int i, int r, int c) {
            return ((o * s.inChannels() + i) * s.kernel() + r) * s.kernel() + c;
        }

        private interface Visitor {
            void visit(int y, int o, int w, int x, int i);
        }

        private void visit(Visitor v) {
            for (int row = 0; row < s.outHeight(); row++) {
                for (int column = 0; column < s.outWidth(); column++) {
                    for (int o = 0; o < s.outChannels(); o++) {
                        for (int i = 0; i < s.inChannels(); i++) {
                            for (int r = 0; r < s.kernel(); r++) {
                                for (int c = 0; c < s.kernel(); c++) {
                                    int y = row * s.stride() + r - s.padding();
                                    int x = column * s.stride() + c - s.padding();
                                    if (y >= 0 && y < s.height() && x >= 0 && x < s.width()) {
                                        v.visit(
                                                row * s.outWidth() + column,
                                                o,
                                                weight(o, i, r, c),
                                                y * s.width() + x,
                                                i);
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }

        private static int at(Layout l, int pixel) {
            return l.offset(pixel / l.width(), pixel % l.width());
        }

        @Override
        public void forward(
                float[] packed, float[] x, int xs, float[] y, int ys, Layout yl, int images, float[] scratch) {
            for (int e = 0; e < images; e++) {
                int xe = xs + e * input.imageStride();
                int ye = ys + e * yl.imageStride();
                for (int p = 0; p < s.outHeight() * s.outWidth(); p++) {
                    java.util.Arrays.fill(y, ye + at(yl, p), ye + at(yl, p) + s.outChannels(), 0f);
                }
                visit((q, o, w, p, i) -> y[ye + at(yl, q) + o] += packed[w] * x[xe + at(input, p) + i]);
            }
        }

        @Override
        public void inputGradient(
                float[] packed, float[] dy, int ys, float[] dx, int xs, Layout xl, int images, float[] scratch) {
            for (int e = 0; e < images; e++) {
                int xe = xs + e * xl.imageStride();
                int ye = ys + e * output.imageStride();
                for (int p = 0; p < s.height() * s.width(); p++) {
                    java.util.Arrays.fill(dx, xe + at(xl, p), xe + at(xl, p) + s.inChannels(), 0f);
                }
                visit((q, o, w, p, i) -> dx[xe + at(xl, p) + i] += packed[w] * dy[ye + at(output, q) + o]);
            }
        }

        @Override
        public int accumulatorSize() {
            return packedSize();
        }

        @Override
        public void addWeightGradient(
                float[] x, int xs, float[] dy, int ys, int images, float[] accumulator, float[] scratch) {
            for (int e = 0; e < images; e++) {
                int xe = xs + e * input.imageStride();
                int ye = ys + e * output.imageStride();
                visit((q, o, w, p, i) -> accumulator[w] += x[xe + at(input, p) + i] * dy[ye + at(output, q) + o]);
            }
        }

        @Override
        public void unpackGradient(float[] accumulator, float[] gradient, int offset) {
            System.arraycopy(accumulator, 0, gradient, offset, packedSize());
        }
    }
}
