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

/** Maximum or mean over square windows that are clipped to the image. */
final class ReferencePool implements ReferenceLayer {

    private final TensorShape in;
    private final TensorShape out;
    private final int rows;
    private final int columns;
    private final int stride;
    private final boolean maximum;

    ReferencePool(TensorShape in, TensorShape out, int rows, int columns, int stride, boolean maximum) {
        this.in = in;
        this.out = out;
        this.rows = rows;
        this.columns = columns;
        this.stride = stride;
        this.maximum = maximum;
    }

    /** Weight of one input value in one output value; the maximum gives all of it to the first largest value. */
    private interface Contribution {
        void add(int x, int y, double weight);
    }

    private void forEach(double[] x, int n, Contribution contribution) {
        for (int y = 0; y < n * out.size(); y++) {
            int map = y / (out.height() * out.width());
            int top = y / out.width() % out.height() * stride;
            int left = y % out.width() * stride;
            int largest = (map * in.height() + top) * in.width() + left;
            for (int r = top; r < Math.min(top + rows, in.height()); r++) {
                for (int c = left; c < Math.min(left + columns, in.width()); c++) {
                    int i = (map * in.height() + r) * in.width() + c;
                    if (!maximum) {
                        contribution.add(i, y, 1.0 / (rows * columns));
                    } else if (x[i] > x[largest]) {
                        largest = i;
                    }
                }
            }
            if (maximum) {
                contribution.add(largest, y, 1);
            }
        }
    }

    @Override
    public double[] forward(double[] x, int n) {
        return tangent(x, x, n);
    }

    @Override
    public double[] tangent(double[] x, double[] dx, int n) {
        double[] dy = new double[n * out.size()];
        forEach(x, n, (i, y, weight) -> dy[y] += weight * dx[i]);
        return dy;
    }

    @Override
    public double[] backward(double[] x, double[] dy, int n, double[] gradient) {
        double[] dx = new double[n * in.size()];
        forEach(x, n, (i, y, weight) -> dx[i] += weight * dy[y]);
        return dx;
    }
}
