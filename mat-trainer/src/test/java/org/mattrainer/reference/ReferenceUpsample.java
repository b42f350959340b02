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
 * Every value several times.
 *
 * @param in shape of the input
 * @param factor how often in each direction
 */
record ReferenceUpsample(TensorShape in, int factor) implements ReferenceLayer {

    /** The place in the input of a value of the output. */
    private int source(int k) {
        int width = in.width() * factor;
        int height = in.height() * factor;
        int row = k / width % height / factor;
        return (k / (width * height) * in.height() + row) * in.width() + k % width / factor;
    }

    @Override
    public double[] forward(double[] x, int n) {
        double[] y = new double[x.length * factor * factor];
        for (int k = 0; k < y.length; k++) {
            y[k] = x[source(k)];
        }
        return y;
    }

    @Override
    public double[] tangent(double[] x, double[] dx, int n) {
        return forward(dx, n);
    }

    @Override
    public double[] backward(double[] x, double[] dy, int n, double[] gradient) {
        double[] dx = new double[x.length];
        for (int k = 0; k < dy.length; k++) {
            dx[source(k)] += dy[k];
        }
        return dx;
    }
}
