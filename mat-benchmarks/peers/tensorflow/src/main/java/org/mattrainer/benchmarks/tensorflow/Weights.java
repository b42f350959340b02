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
package org.mattrainer.benchmarks.tensorflow;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** The variables of a network. The first pass over the layers makes them; each later pass gets the same ones. */
final class Weights {

    private final Ops tf;
    private final List<Variable<TFloat32>> variables = new ArrayList<>();
    private final List<Op> initialisers = new ArrayList<>();
    private int next;

    Weights(Ops tf) {
        this.tf = tf;
    }

    /** Starts another pass over the layers. */
    void rewind() {
        next = 0;
    }

    Variable<TFloat32> normal(Shape shape, double deviation) {
        return variable(
                shape,
                tf.math.mul(tf.random.randomStandardNormal(tf.constant(shape), TFloat32.class), tf.constant((float)
                        deviation)));
    }

    Variable<TFloat32> constant(long size, float value) {
        return variable(Shape.of(size), tf.fill(tf.constant(new long[] {size}), tf.constant(value)));
    }

    private Variable<TFloat32> variable(Shape shape, Operand<TFloat32> initial) {
        if (next == variables.size()) {
            Variable<TFloat32> variable = tf.variable(shape, TFloat32.class);
            variables.add(variable);
            initialisers.add(tf.assign(variable, initial));
        }
        return variables.get(next++);
    }

    /** A variable of the optimiser, of the same shape and filled with zeros. */
    Variable<TFloat32> momentum(Variable<TFloat32> of) {
        Variable<TFloat32> momentum = tf.variable(of.shape(), TFloat32.class);
        initialisers.add(tf.assign(momentum, tf.zerosLike(of)));
        return momentum;
    }

    List<Variable<TFloat32>> variables() {
        return variables;
    }

    List<Op> initialisers() {
        return initialisers;
    }
}
