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

/**
 * Smooth activation functions and their derivatives, computed in double precision by plain arithmetic alone, which
 * gives the same bits on every machine and with every width of vectors.
 */
public enum Curve {
    /** 1 / (1 + exp(-u)). */
    SIGMOID(new CurveForm(1, 1, 0, 0, 1, 0, 1), new CurveForm(1, 0, 1, 0, 1, 1, 1)),

    /** tanh(u). */
    TANH(new CurveForm(2, 1, -1, -1, 1, 0, 1), new CurveForm(2, 0, 1, 0, 1, 1, 4)),

    /** log(1 + exp(u)). */
    SOFTPLUS(null, SIGMOID.value) {
        @Override
        double value(double u) {
            return Math.max(u, 0) + StrictMath.log1p(Exponential.of(-Math.abs(u)));
        }
    };

    private final CurveForm value;
    private final CurveForm derivative;

    Curve(CurveForm value, CurveForm derivative) {
        this.value = value;
        this.derivative = derivative;
    }

    /**
     * The function as a ratio.
     *
     * @return its form, null if it has none
     */
    public CurveForm valueForm() {
        return value;
    }

    /**
     * The derivative as a ratio.
     *
     * @return its form
     */
    public CurveForm derivativeForm() {
        return derivative;
    }

    double value(double u) {
        return value.at(u);
    }

    double derivative(double u) {
        return derivative.at(u);
    }
}
