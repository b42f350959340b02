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
import java.util.List;
import org.mattrainer.evaluation.attack.geometry.Ball;
import org.tribuo.Example;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/**
 * Judges perturbed images as the public can make them: an image is made an example, which the model reads back. The
 * rounding in this may not carry it out of the ball.
 */
final class Admission {

    private static final double TOLERANCE = 1e-6;
    private static final int TRIES = 10;

    private final AttackTarget target;
    private final Attack attack;
    private final AttackBatch batch;
    private final float[] seen;

    Admission(AttackTarget target, Attack attack, AttackBatch batch) {
        this.target = target;
        this.attack = attack;
        this.batch = batch;
        this.seen = new float[batch.n() * target.shape().size()];
    }

    /** What became of each image of the batch; perturbed images that are too far are moved nearer. */
    List<Outcome> outcomes(float[] perturbed, double radius) {
        List<Example<Label>> examples = new ArrayList<>();
        double[] distances = new double[batch.n()];
        for (int i = 0; i < batch.n(); i++) {
            examples.add(admit(perturbed, i, radius, distances));
        }
        List<Prediction<Label>> predictions = target.model().predict(examples);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < batch.n(); i++) {
            String predicted = predictions.get(i).getOutput().getLabel();
            boolean robust = predicted.equals(target.label(batch.y()[i]).getLabel());
            outcomes.add(new Outcome(robust, predicted, distances[i]));
        }
        return outcomes;
    }

    private Example<Label> admit(float[] perturbed, int i, double radius, double[] distances) {
        int size = target.shape().size();
        int offset = i * size;
        for (int attempt = 0; ; attempt++) {
            Example<Label> example = target.toExample(perturbed, i, target.label(batch.y()[i]));
            target.read(example, seen, i);
            double distance = Ball.distance(attack.norm(), batch.x(), seen, offset, size);
            if (distance <= radius * (1 + TOLERANCE) || !attack.boundsTarget()) {
                distances[i] = distance;
                return example;
            }
            if (attempt == TRIES) {
                throw new IllegalArgumentException(
                        "Expected radii above what the rounding of pixels moves an example by,"
                                + " found " + radius + " of the attack " + attack.name() + ", whose image is "
                                + distance
                                + " away once rounded");
            }
            // A little less than needed, and less with each attempt, as this rounds too.
            double excess = distance / radius - 1;
            Ball.shrink(batch.x(), perturbed, offset, size, 1 - excess * (1 + attempt) - TOLERANCE);
        }
    }
}
