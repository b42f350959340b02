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
 * Some of the values.
 *
 * @param in shape of the input
 * @param offset the first of them
 * @param out shape of the output
 */
record ReferenceSlice(TensorShape in, int offset, TensorShape out) implements ReferenceLayer {

    @Override
    public double[] forward(double[] x, int n) {
        double[] y = new double[n * out.size()];
        for (int e = 0; e < n; e++) {
            System.arraycopy(x, e * in.size() + offset, y, e * out.size(), out.size());
        }
        return y;
    }

    @Override
    public double[] tangent(double[] x, double[] dx, int n) {
        return forward(dx, n);
    }

    @Override
    public double[] backward(double[] x, double[] dy, int n, double[] gradient) {
        double[] dx = new double[n * in.size()];
        for (int e = 0; e < n; e++) {
            System.arraycopy(dy, e * out.size(), dx, e * in.size() + offset, out.size());
        }
        return dx;
    }
}
