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

/**
 * Adds numbers that do not depend on anything.
 *
 * @param noise standard normal numbers, null for none
 * @param deviation what they are multiplied by
 */
record ReferenceNoise(double[] noise, double deviation) implements ReferenceLayer {

    @Override
    public double[] forward(double[] x, int n) {
        double[] y = x.clone();
        for (int i = 0; noise != null && i < x.length; i++) {
            y[i] += deviation * noise[i];
        }
        return y;
    }

    @Override
    public double[] tangent(double[] x, double[] dx, int n) {
        return dx;
    }

    @Override
    public double[] backward(double[] x, double[] dy, int n, double[] gradient) {
        return dy;
    }
}
