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

import java.util.Arrays;
import org.mattrainer.nn.TensorShape;

/** y = x for x above 0, else slope * x, with one slope per channel that may be a parameter of the network. */
final class ReferenceRectifier implements ReferenceLayer {

    private final TensorShape shape;
    private final double[] slopes;
    private final int offset;
    private final boolean trained;

    private ReferenceRectifier(TensorShape shape, double[] slopes, int offset, boolean trained) {
        this.shape = shape;
        this.slopes = slopes;
        this.offset = offset;
        this.trained = trained;
    }

    static ReferenceRectifier trained(TensorShape shape, double[] parameters, int offset) {
        return new ReferenceRectifier(shape, parameters, offset, true);
    }

    static ReferenceRectifier fixed(TensorShape shape, double slope) {
        double[] slopes = new double[shape.channels()];
        Arrays.fill(slopes, slope);
        return new ReferenceRectifier(shape, slopes, 0, false);
    }

    private int slope(int index) {
        return offset + index / (shape.height() * shape.width()) % shape.channels();
    }

    private double[] scale(double[] x, double[] d) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] > 0 ? d[i] : slopes[slope(i)] * d[i];
        }
        return y;
    }

    @Override
    public double[] forward(double[] x, int n) {
        return scale(x, x);
    }

    @Override
    public double[] tangent(double[] x, double[] dx, int n) {
        return scale(x, dx);
    }

    @Override
    public double[] backward(double[] x, double[] dy, int n, double[] gradient) {
        for (int i = 0; trained && i < x.length; i++) {
            if (!(x[i] > 0)) {
                gradient[slope(i)] += dy[i] * x[i];
            }
        }
        return scale(x, dy);
    }
}
