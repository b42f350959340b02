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

/** Dropout by a given mask, y = x mask / keep; without a mask the identity, which is also what flattening is. */
final class ReferenceScaling implements ReferenceLayer {

    private final double[] mask;
    private final double keep;

    ReferenceScaling(double[] mask, double keep) {
        this.mask = mask;
        this.keep = keep;
    }

    @Override
    public double[] forward(double[] x, int n) {
        double[] y = x.clone();
        for (int i = 0; mask != null && i < y.length; i++) {
            y[i] *= mask[i] / keep;
        }
        return y;
    }

    @Override
    public double[] tangent(double[] x, double[] dx, int n) {
        return forward(dx, n);
    }

    @Override
    public double[] backward(double[] x, double[] dy, int n, double[] gradient) {
        return forward(dy, n);
    }
}
