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
package org.mattrainer.reference;

import org.mattrainer.nn.TensorShape;

/**
 * Every few rows and columns, with channels of zeros behind.
 *
 * @param in shape of the input
 * @param out shape of the output
 * @param stride step between the rows and columns that are kept
 */
record ReferenceShortcut(TensorShape in, TensorShape out, int stride) implements ReferenceLayer {

    @Override
    public double[] forward(double[] x, int n) {
        double[] y = new double[n * out.size()];
        for (int e = 0; e < n; e++) {
            for (int k = 0; k < in.channels() * out.height() * out.width(); k++) {
                y[e * out.size() + k] = x[e * in.size() + source(k)];
            }
        }
        return y;
    }

    /** The place in the input of a value of the output. */
    private int source(int k) {
        int c = k / (out.height() * out.width());
        int row = k / out.width() % out.height() * stride;
        return (c * in.height() + row) * in.width() + k % out.width() * stride;
    }

    @Override
    public double[] tangent(double[] x, double[] dx, int n) {
        return forward(dx, n);
    }

    @Override
    public double[] backward(double[] x, double[] dy, int n, double[] gradient) {
        double[] dx = new double[x.length];
        for (int e = 0; e < n; e++) {
            for (int k = 0; k < in.channels() * out.height() * out.width(); k++) {
                dx[e * in.size() + source(k)] = dy[e * out.size() + k];
            }
        }
        return dx;
    }
}
