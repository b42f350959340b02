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
import org.mattrainer.benchmarks.contest.BenchCase;
import org.mattrainer.benchmarks.contest.Contender;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Sum;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** One graph with the three steps of a network. */
final class StepGraph {

    private final Ops tf;
    private final Weights weights;
    private final Networks networks;
    private final Operand<TInt32> imageAxes;
    private final List<Variable<TFloat32>> momenta = new ArrayList<>();

    final Placeholder<TFloat32> images;
    final Placeholder<TFloat32> labels;
    final List<Op> supervised;
    final List<Op> mat;
    final Operand<TFloat32> inference;
    final List<Op> initialisers;

    StepGraph(Ops tf, BenchCase benchCase) {
        this.tf = tf;
        weights = new Weights(tf);
        networks = new Networks(tf, weights, benchCase);
        imageAxes = tf.constant(new int[] {1, 2, 3});
        long batch = benchCase.batch();
        long side = benchCase.side();
        images = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(batch, side, side, benchCase.channels())));
        labels = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(batch, BenchCase.CLASSES)));

        Operand<TFloat32> clean = networks.logits(images, true);
        for (Variable<TFloat32> variable : weights.variables()) {
            momenta.add(weights.momentum(variable));
        }
        Operand<TFloat32> crossEntropy = meanCrossEntropy(clean, labels);
        supervised = update(crossEntropy);
        mat = update(tf.math.add(crossEntropy, smoothness(clean)));
        inference = networks.logits(images, false);
        initialisers = weights.initialisers();
    }

    /** The cross-entropy of p and q differs from KL(p || q) by the entropy of p, which is a constant here. */
    private Operand<TFloat32> smoothness(Operand<TFloat32> clean) {
        Operand<TFloat32> target = tf.stopGradient(tf.nn.softmax(clean));
        Operand<TFloat32> noise = tf.random.randomStandardNormal(tf.shape(images), TFloat32.class);
        Operand<TFloat32> probe = scaled(noise, Contender.PROBE_NORM);
        Operand<TFloat32> near = networks.logits(tf.math.add(images, probe), true);
        Operand<TFloat32> direction =
                tf.gradients(meanCrossEntropy(near, target), List.of(probe)).dy(0);
        Operand<TFloat32> perturbation = tf.stopGradient(scaled(direction, Contender.PERTURBATION_NORM));
        Operand<TFloat32> perturbed = networks.logits(tf.math.add(images, perturbation), true);
        return meanCrossEntropy(perturbed, target);
    }

    /** Each image's part with the given Euclidean length. */
    private Operand<TFloat32> scaled(Operand<TFloat32> x, float length) {
        Operand<TFloat32> squares = tf.sum(tf.math.square(x), imageAxes, Sum.keepDims(true));
        Operand<TFloat32> norm = tf.math.add(tf.math.sqrt(squares), tf.constant(1e-12f));
        return tf.math.mul(tf.math.div(x, norm), tf.constant(length));
    }

    private Operand<TFloat32> meanCrossEntropy(Operand<TFloat32> logits, Operand<TFloat32> target) {
        return tf.math.mean(tf.nn.softmaxCrossEntropyWithLogits(logits, target).loss(), tf.constant(new int[] {0}));
    }

    private List<Op> update(Operand<TFloat32> loss) {
        Gradients gradients = tf.gradients(loss, weights.variables());
        List<Op> updates = new ArrayList<>();
        for (int i = 0; i < momenta.size(); i++) {
            Operand<TFloat32> gradient = gradients.dy(i);
            updates.add(tf.train.applyMomentum(
                    weights.variables().get(i),
                    momenta.get(i),
                    tf.constant(Contender.LEARNING_RATE),
                    gradient,
                    tf.constant(Contender.MOMENTUM)));
        }
        return updates;
    }
}
