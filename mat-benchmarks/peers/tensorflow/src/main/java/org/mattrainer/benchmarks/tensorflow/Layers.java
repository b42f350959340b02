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

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;

/** The layers that the networks are made of. */
final class Layers {

    private static final List<Long> UNIT_STRIDES = List.of(1L, 1L, 1L, 1L);

    private final Ops tf;
    private final Weights weights;

    Layers(Ops tf, Weights weights) {
        this.tf = tf;
        this.weights = weights;
    }

    Operand<TFloat32> conv(Operand<TFloat32> x, long in, long out, long kernel, String padding) {
        return conv(x, in, out, kernel, UNIT_STRIDES, padding);
    }

    /** Stride 1 or 2, the output of the size that our padding gives: half the input's at stride 2. */
    Operand<TFloat32> sameConv(Operand<TFloat32> x, long in, long out, long kernel, long stride) {
        return conv(x, in, out, kernel, List.of(1L, stride, stride, 1L), "SAME");
    }

    private Operand<TFloat32> conv(
            Operand<TFloat32> x, long in, long out, long kernel, List<Long> strides, String padding) {
        double deviation = Math.sqrt(2.0 / (kernel * kernel * in));
        return tf.nn.conv2d(x, weights.normal(Shape.of(kernel, kernel, in, out), deviation), strides, padding);
    }

    Operand<TFloat32> bias(Operand<TFloat32> x, long channels) {
        return tf.nn.biasAdd(x, weights.constant(channels, 0));
    }

    Operand<TFloat32> linear(Operand<TFloat32> x, long in, long out, boolean bias) {
        Operand<TFloat32> y = tf.linalg.matMul(x, weights.normal(Shape.of(in, out), Math.sqrt(1.0 / in)));
        return bias ? bias(y, out) : y;
    }

    /** max(x, 0) - a max(-x, 0), as there is no PReLU among the operations. */
    Operand<TFloat32> prelu(Operand<TFloat32> x, long channels) {
        Operand<TFloat32> slope = weights.constant(channels, 0.25f);
        return tf.math.sub(tf.nn.relu(x), tf.math.mul(slope, tf.nn.relu(tf.math.neg(x))));
    }

    Operand<TFloat32> relu(Operand<TFloat32> x) {
        return tf.nn.relu(x);
    }

    Operand<TFloat32> add(Operand<TFloat32> x, Operand<TFloat32> y) {
        return tf.math.add(x, y);
    }

    Operand<TFloat32> leakyRelu(Operand<TFloat32> x) {
        return tf.nn.leakyRelu(x, LeakyRelu.alpha(0.1f));
    }

    /** In evaluation mode the running statistics are 0 and 1; training does not update them. */
    Operand<TFloat32> batchNorm(Operand<TFloat32> x, long channels, boolean training) {
        Operand<TFloat32> scale = weights.constant(channels, 1);
        Operand<TFloat32> offset = weights.constant(channels, 0);
        Operand<TFloat32> none = tf.constant(new float[0]);
        Operand<TFloat32> mean = training ? none : tf.zerosLike(scale);
        Operand<TFloat32> variance = training ? none : tf.onesLike(scale);
        return tf.nn.fusedBatchNorm(x, scale, offset, mean, variance, FusedBatchNorm.isTraining(training))
                .y();
    }

    Operand<TFloat32> maxPool(Operand<TFloat32> x, int size) {
        return tf.nn.maxPool(
                x, tf.constant(new int[] {1, size, size, 1}), tf.constant(new int[] {1, 2, 2, 1}), "VALID");
    }

    Operand<TFloat32> dropout(Operand<TFloat32> x) {
        Operand<TFloat32> uniform = tf.random.randomUniform(tf.shape(x), TFloat32.class);
        Operand<TFloat32> kept = tf.dtypes.cast(tf.math.greater(uniform, tf.constant(0.5f)), TFloat32.class);
        return tf.math.mul(x, tf.math.mul(kept, tf.constant(2f)));
    }

    Operand<TFloat32> globalAveragePool(Operand<TFloat32> x) {
        return tf.math.mean(x, tf.constant(new int[] {1, 2}));
    }

    Operand<TFloat32> flatten(Operand<TFloat32> x, int size) {
        return tf.reshape(x, tf.constant(new int[] {-1, size}));
    }
}
