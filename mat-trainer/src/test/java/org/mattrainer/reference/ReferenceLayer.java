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

/** A node that reads one value. */
public interface ReferenceLayer extends ReferenceNode {

    @Override
    default double[] forward(double[][] x, int n) {
        return forward(x[0], n);
    }

    @Override
    default double[] tangent(double[][] x, double[][] dx, int n) {
        return tangent(x[0], dx[0], n);
    }

    @Override
    default double[][] backward(double[][] x, double[] dy, int n, double[] gradient) {
        return new double[][] {backward(x[0], dy, n, gradient)};
    }

    /**
     * The layer's output.
     *
     * @param x input
     * @param n number of examples
     * @return output
     */
    double[] forward(double[] x, int n);

    /**
     * Forward-mode derivative.
     *
     * @param x input
     * @param dx change of the input
     * @param n number of examples
     * @return change of the output
     */
    double[] tangent(double[] x, double[] dx, int n);

    /**
     * Adjoint.
     *
     * @param x input
     * @param dy gradient of the output
     * @param n number of examples
     * @param gradient of all parameters of the network; the layer adds to its own
     * @return gradient of the input
     */
    double[] backward(double[] x, double[] dy, int n, double[] gradient);
}
