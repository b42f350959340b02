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
package org.mattrainer.evaluation.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mattrainer.MatModel;
import org.mattrainer.adversarial.NormBall;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.evaluation.attack.precision.DoubleNetwork;
import org.mattrainer.internal.numbers.RandomStream;
import org.tribuo.Example;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** Measurements of a network's input gradients which tell whether attacks by gradient can be trusted. */
public final class GradientProbes {

    private static final int PRECISION_EXAMPLES = 16;
    private static final double DIFFERENCE_STEP = 1e-6;
    private static final double UNBOUNDED = 4;

    /** How far pixels are moved from even areas, in units of the input. */
    private static final double UNEVEN = 0.01;

    private final AttackTarget target;
    private final List<Prediction<Label>> clean;
    private final long seed;

    /**
     * Prepares measurements.
     *
     * @param target the model, with gradients
     * @param clean predictions that hold the examples, at least one of them right
     * @param seed seed of random directions
     */
    public GradientProbes(AttackTarget target, List<Prediction<Label>> clean, long seed) {
        this.target = target;
        this.clean = List.copyOf(clean);
        this.seed = seed;
    }

    /**
     * The accuracy under an attack.
     *
     * @param attack the attack
     * @param radius its radius, above 0
     * @return share of all examples
     */
    public double accuracy(Attack attack, double radius) {
        AttackRun run = new AttackRun(target, clean, (name, r, done, total) -> {});
        return run.run(attack, new double[] {radius}, List.of(), result -> {})
                .get(0)
                .robustAccuracy()
                .share();
    }

    /**
     * The accuracy under projected gradient descent in a ball of four times the mean 2-norm of the images, without a
     * box; of 4 if all are blank.
     *
     * @return share of all examples; an attack that works leaves none
     */
    public double unboundedAccuracy() {
        double sum = 0;
        for (AttackBatch batch : batches()) {
            for (int i = 0; i < batch.n(); i++) {
                int size = target.shape().size();
                sum += Math.sqrt(NormBall.squares(batch.x(), i * size, size));
            }
        }
        double radius = sum > 0 ? UNBOUNDED * sum / clean.size() : UNBOUNDED;
        return accuracy(
                ProjectedGradientDescent.builder()
                        .radii(radius)
                        .randomStart(false)
                        .box(false)
                        .seed(seed)
                        .build(),
                radius);
    }

    /**
     * The share of input gradients of the cross-entropy, computed in single precision as training does, that are exactly
     * 0 or not finite.
     *
     * @return in [0, 1]
     */
    public double zeroGradientShare() {
        int zeros = 0;
        for (AttackBatch batch : batches()) {
            zeros += target.whiteBox().plainGradient(batch.x(), batch.y(), batch.n(), new float[batch.x().length]);
        }
        return (double) zeros / clean.size();
    }

    /**
     * The share of examples whose cross-entropy a random step raises at least as much as a step of the same norm along
     * the gradient.
     *
     * @param norm the norm p
     * @param radius size of the steps
     * @return in [0, 1]
     */
    public double randomAsStrongShare(double norm, double radius) {
        int asStrong = 0;
        FastGradientMethod gradient = new FastGradientMethod(norm, new double[] {radius}, false, false);
        RandomNoise noise = new RandomNoise(norm, new double[] {radius}, false, seed);
        for (AttackBatch batch : batches()) {
            double[] along = losses(gradient.perturb(target, batch, radius)[0], batch);
            double[] beside = losses(noise.perturb(target, batch, radius)[0], batch);
            for (int i = 0; i < batch.n(); i++) {
                asStrong += beside[i] >= along[i] ? 1 : 0;
            }
        }
        return (double) asStrong / clean.size();
    }

    private double[] losses(float[] x, AttackBatch batch) {
        double[] values = new double[batch.n()];
        Outputs outputs = target.whiteBox().forward(x, batch.n());
        new CrossEntropyLoss().addValues(new LossBatch(outputs, outputs, batch.y(), batch.n()), values);
        return values;
    }

    /**
     * How far the slope of the cross-entropy along its gradient is from the same slope in double precision, by central
     * differences of a network that is computed anew. It is measured a little beside each image, as an image with even
     * areas is at kinks of a network with pooling, where all maxima are equal and there is no slope.
     *
     * @return the median over at most 16 examples of the difference relative to the larger slope
     */
    public double precisionDifference() {
        MatModel model = (MatModel) target.model();
        DoubleNetwork network = new DoubleNetwork(model.network(), model.parameters(), model.statistics());
        AttackBatch batch = uneven(batches().get(0));
        int size = target.shape().size();
        int n = Math.min(PRECISION_EXAMPLES, batch.n());
        float[] gradient = new float[batch.x().length];
        target.whiteBox().plainGradient(batch.x(), batch.y(), batch.n(), gradient);
        double[] differences = new double[n];
        for (int i = 0; i < n; i++) {
            double slope = Math.sqrt(NormBall.squares(gradient, i * size, size));
            double[] direction = direction(gradient, i, slope);
            double above = loss(network, batch, i, direction, DIFFERENCE_STEP);
            double below = loss(network, batch, i, direction, -DIFFERENCE_STEP);
            double expected = (above - below) / (2 * DIFFERENCE_STEP);
            double largest = Math.max(slope, Math.abs(expected));
            differences[i] = largest == 0 ? 0 : Math.abs(slope - expected) / largest;
        }
        Arrays.sort(differences);
        return differences[n / 2];
    }

    private AttackBatch uneven(AttackBatch batch) {
        int size = target.shape().size();
        float[] x = batch.x().clone();
        for (int i = 0; i < batch.n(); i++) {
            RandomStream random = new RandomStream(StreamPurpose.NOISE.key(seed, 0, i));
            for (int k = i * size; k < (i + 1) * size; k++) {
                x[k] += (float) (UNEVEN * (2 * random.nextDouble() - 1));
            }
            target.whiteBox().restoreUnused(batch.x(), x, i * size);
        }
        return new AttackBatch(x, batch.y(), batch.ids(), batch.n());
    }

    /** The unit direction of a gradient, or a random one where it is 0. */
    private double[] direction(float[] gradient, int i, double slope) {
        double[] direction = new double[target.shape().size()];
        RandomStream random = new RandomStream(StreamPurpose.DIRECTION.key(seed, 0, i));
        double squares = 0;
        for (int k = 0; k < direction.length; k++) {
            direction[k] = slope > 0 ? gradient[i * direction.length + k] : random.nextGaussian();
            squares += direction[k] * direction[k];
        }
        for (int k = 0; k < direction.length; k++) {
            direction[k] /= Math.sqrt(squares);
        }
        return direction;
    }

    private static double loss(DoubleNetwork network, AttackBatch batch, int i, double[] direction, double step) {
        double[] x = new double[direction.length];
        for (int k = 0; k < x.length; k++) {
            x[k] = batch.x()[i * x.length + k] + step * direction[k];
        }
        double[] logits = network.logits(x);
        double label = logits[batch.y()[i]];
        // log(1 + sum of the others) keeps the digits of a loss near 0, which log-softmax would lose.
        double sum = 0;
        for (int j = 0; j < logits.length; j++) {
            sum += j == batch.y()[i] ? 0 : Math.exp(logits[j] - label);
        }
        return Math.log1p(sum);
    }

    private List<AttackBatch> batches() {
        List<AttackBatch> batches = new ArrayList<>();
        for (int first = 0; first < clean.size(); first += target.capacity()) {
            int n = Math.min(target.capacity(), clean.size() - first);
            List<Example<Label>> examples = new ArrayList<>();
            long[] ids = new long[n];
            for (int i = 0; i < n; i++) {
                examples.add(clean.get(first + i).getExample());
                ids[i] = first + i;
            }
            batches.add(target.read(examples, ids));
        }
        return batches;
    }
}
