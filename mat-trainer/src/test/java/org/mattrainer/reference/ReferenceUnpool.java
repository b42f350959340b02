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

import org.mattrainer.nn.MaxPool2d;
import org.mattrainer.nn.TensorShape;

/**
 * Values at the places of the maxima of a map.
 *
 * @param pooled shape of the values
 * @param map shape of the map
 * @param pooling whose maxima
 */
record ReferenceUnpool(TensorShape pooled, TensorShape map, MaxPool2d pooling) implements ReferenceNode {

    /** The place of the first maximum of the window of a value. */
    private int place(double[] image, int k) {
        int plane = k / (pooled.height() * pooled.width());
        int top = k / pooled.width() % pooled.height() * pooling.stride();
        int left = k % pooled.width() * pooling.stride();
        int best = (plane * map.height() + top) * map.width() + left;
        for (int w = 0; w < pooling.kernelSize() * pooling.kernelSize(); w++) {
            int row = top + w / pooling.kernelSize();
            int column = left + w % pooling.kernelSize();
            int at = (plane * map.height() + row) * map.width() + column;
            if (row < map.height() && column < map.width() && image[at] > image[best]) {
                best = at;
            }
        }
        return best;
    }

    @Override
    public double[] forward(double[][] x, int n) {
        return tangent(x, x, n);
    }

    @Override
    public double[] tangent(double[][] x, double[][] dx, int n) {
        double[] y = new double[x[1].length];
        for (int k = 0; k < dx[0].length; k++) {
            y[place(x[1], k)] += dx[0][k];
        }
        return y;
    }

    @Override
    public double[][] backward(double[][] x, double[] dy, int n, double[] gradient) {
        double[][] dx = {new double[x[0].length], new double[x[1].length]};
        for (int k = 0; k < dx[0].length; k++) {
            dx[0][k] = dy[place(x[1], k)];
        }
        return dx;
    }
}
