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
 * A function of u that is a ratio in e = exp(-rate |u|): {@code factor (a + b e) / ((1 + e) (1 + square e))}, where a and b are
 * those of the side of 0 on which u is. In this form scalar and vector code do the same operations in the same order, in double
 * precision, and have the same bits.
 *
 * @param rate of the exponential function, above 0
 * @param above0 a for u of at least 0
 * @param above1 b for u of at least 0
 * @param below0 a for u below 0
 * @param below1 b for u below 0
 * @param square 1 for the square of 1 + e, 0 for 1 + e alone
 * @param factor of the ratio
 */
public record CurveForm(
        double rate, double above0, double above1, double below0, double below1, double square, double factor) {

    double at(double u) {
        double e = Exponential.of(-rate * Math.abs(u));
        double numerator = u >= 0 ? above0 + above1 * e : below0 + below1 * e;
        return factor * (numerator / ((1 + e) * (1 + square * e)));
    }
}
