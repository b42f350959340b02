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
package org.mattrainer.benchmarks;

import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.adversarial.NormBall;
import org.mattrainer.benchmarks.contest.AttackImages;
import org.mattrainer.benchmarks.contest.Contender;
import org.mattrainer.benchmarks.contest.StepKind;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.PassMode;
import org.mattrainer.internal.input.Batch;
import org.mattrainer.latent.LogSpace;

/**
 * Projected gradient descent on a batch in which every image takes all steps: on the next of the given images, or else on
 * the same batch again.
 */
final class AttackLoop {

    private final GradientPass pass;
    private final Batch batch;
    private final AttackImages images;
    private final int size;
    private final float[] x;
    private final float[] gradient;
    private final double[] rows;

    AttackLoop(NetworkEngine engine, Batch batch, AttackImages images) {
        this.images = images;
        this.pass = new GradientPass(engine);
        this.batch = batch;
        this.size = engine.plan().network().input().size();
        this.x = new float[batch.x.length];
        this.gradient = new float[batch.x.length];
        this.rows = new double[batch.labelled * pass.classes()];
    }

    void run() {
        double radius = Contender.PERTURBATION_NORM;
        if (images != null) {
            images.next(batch.x, batch.y);
        }
        double step = 2.5 / StepKind.ATTACK_STEPS * radius;
        System.arraycopy(batch.x, 0, x, 0, x.length);
        for (int s = 0; s < StepKind.ATTACK_STEPS; s++) {
            pass.forward(x, batch.labelled, PassMode.EVALUATION);
            lossGradient();
            pass.inputGradient(null, rows, gradient);
            for (int i = 0; i < batch.labelled; i++) {
                climb(i * size, step, radius);
            }
        }
    }

    private void lossGradient() {
        int m = pass.classes();
        System.arraycopy(pass.logits(), 0, rows, 0, rows.length);
        for (int i = 0; i < batch.labelled; i++) {
            LogSpace.logNormalise(rows, i * m, m);
            for (int j = i * m; j < (i + 1) * m; j++) {
                rows[j] = Math.exp(rows[j]);
            }
            rows[i * m + batch.y[i]] -= 1;
        }
    }

    private void climb(int offset, double step, double radius) {
        double length = Math.sqrt(NormBall.squares(gradient, offset, size));
        double scale = length > 0 ? step / length : 0;
        for (int k = offset; k < offset + size; k++) {
            // The gradient's memory holds the perturbation from here on.
            gradient[k] = (float) (x[k] + scale * gradient[k] - batch.x[k]);
        }
        double factor = Math.min(1, radius / Math.sqrt(NormBall.squares(gradient, offset, size)));
        for (int k = offset; k < offset + size; k++) {
            x[k] = (float) Math.max(0, Math.min(1, batch.x[k] + factor * gradient[k]));
        }
    }
}
