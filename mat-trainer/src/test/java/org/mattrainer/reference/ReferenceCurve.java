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

import java.util.function.DoubleUnaryOperator;

/**
 * A smooth function of each value.
 *
 * @param value the function
 * @param slope its derivative
 */
record ReferenceCurve(DoubleUnaryOperator value, DoubleUnaryOperator slope) implements ReferenceLayer {

    /** 1 / (1 + exp(-x)). */
    static final ReferenceCurve SIGMOID = new ReferenceCurve(ReferenceCurve::sigmoid, x -> sigmoid(x) * sigmoid(-x));

    /** tanh(x). */
    static final ReferenceCurve TANH = new ReferenceCurve(Math::tanh, x -> 4 * sigmoid(2 * x) * sigmoid(-2 * x));

    /** log(1 + exp(x)). */
    static final ReferenceCurve SOFTPLUS =
            new ReferenceCurve(x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), ReferenceCurve::sigmoid);

    private static double sigmoid(double x) {
        return x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
    }

    @Override
    public double[] forward(double[] x, int n) {
        double[] y = x.clone();
        for (int i = 0; i < y.length; i++) {
            y[i] = value.applyAsDouble(x[i]);
        }
        return y;
    }

    @Override
    public double[] tangent(double[] x, double[] dx, int n) {
        double[] y = dx.clone();
        for (int i = 0; i < y.length; i++) {
            y[i] *= slope.applyAsDouble(x[i]);
        }
        return y;
    }

    @Override
    public double[] backward(double[] x, double[] dy, int n, double[] gradient) {
        return tangent(x, dy, n);
    }
}
