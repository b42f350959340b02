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

import java.util.function.ToDoubleFunction;

/** Derivatives by central differences of order four. */
public final class FiniteDifferences {

    private static final double STEP = 1e-5;

    private FiniteDifferences() {}

    /** The derivative of {@code f} along a direction. */
    public static double derivative(ToDoubleFunction<double[]> f, double[] point, double[] direction) {
        double near = f.applyAsDouble(Numbers.sum(point, STEP, direction))
                - f.applyAsDouble(Numbers.sum(point, -STEP, direction));
        double far = f.applyAsDouble(Numbers.sum(point, 2 * STEP, direction))
                - f.applyAsDouble(Numbers.sum(point, -2 * STEP, direction));
        return (8 * near - far) / (12 * STEP);
    }

    /** The gradient of {@code f}. */
    public static double[] gradient(ToDoubleFunction<double[]> f, double[] point) {
        double[] gradient = new double[point.length];
        for (int i = 0; i < point.length; i++) {
            double[] basis = new double[point.length];
            basis[i] = 1;
            gradient[i] = derivative(f, point, basis);
        }
        return gradient;
    }
}
