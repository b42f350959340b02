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
 * One node in double precision. It remembers nothing between calls: what a derivative needs is found again from what it
 * reads. All arrays are [n, channels, rows, columns].
 */
public interface ReferenceNode {

    /**
     * The node's output.
     *
     * @param x what it reads
     * @param n number of examples
     * @return output
     */
    double[] forward(double[][] x, int n);

    /**
     * Forward-mode derivative.
     *
     * @param x what it reads
     * @param dx changes of that
     * @param n number of examples
     * @return change of the output
     */
    double[] tangent(double[][] x, double[][] dx, int n);

    /**
     * Adjoint.
     *
     * @param x what it reads
     * @param dy gradient of the output
     * @param n number of examples
     * @param gradient of all parameters of the network; the node adds to its own
     * @return gradients of what it reads
     */
    double[][] backward(double[][] x, double[] dy, int n, double[] gradient);
}
