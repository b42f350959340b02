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
package org.mattrainer.internal.training;

import java.util.Arrays;
import java.util.Map;
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.adversarial.InputBox;
import org.mattrainer.internal.engine.BatchPart;
import org.mattrainer.internal.engine.BatchShare;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.input.Batch;
import org.mattrainer.internal.input.TrainingBatches;
import org.mattrainer.internal.numbers.Streams;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.nn.Tap;
import org.mattrainer.objective.SeededDraws;
import org.mattrainer.objective.StepContext;
import org.mattrainer.objective.StepExamples;

/**
 * Computes shares of the steps of a training: of groups, or micro-batches. All that a step needs beside the data comes with its
 * order, so that any of these computes any share of any step. Used by one thread at a time.
 */
final class ShareStep {

    private final NetworkEngine engine;
    private final TrainingBatches batches;
    private final GaussianMixture mixture;
    private final StepContext context;
    private final Objective objective;
    private final boolean isMicro;

    /**
     * Prepares.
     *
     * @param settings everything that decides the result apart from network, data and seed
     * @param engine an engine for the whole batch, or for a micro-batch
     * @param batches what the steps read, for these steps alone
     * @param box range of the pixels, null when no term uses it
     * @param seed seed of all random numbers of the training
     */
    ShareStep(TrainingSettings settings, NetworkEngine engine, TrainingBatches batches, InputBox box, long seed) {
        this.engine = engine;
        this.batches = batches;
        int classes = engine.plan().network().classes();
        int latent = engine.plan().network().latentSize();
        this.mixture = settings.usesMixture() ? new GaussianMixture(settings.mixture(), classes, latent) : null;
        this.objective = new Objective(settings.terms(), mixture != null);
        this.context = new StepContext(
                engine, mixture, new SeededDraws(Streams.of(seed, Streams.STEP, 0, 0)), Map.of(), null, box, Map.of());
        this.isMicro = settings.batches().isMicro();
        if (isMicro) {
            context.labelled().passAlone();
            context.unlabelled().passAlone();
        } else {
            engine.keepShares();
        }
    }

    /**
     * Computes a share.
     *
     * @param order the step
     * @param index number of the share
     * @return the answer, whose arrays are valid until the next call
     * @throws IllegalArgumentException if the parameters or the mixture are those of another network
     */
    StepAnswer compute(StepOrder order, int index) {
        BatchPart part = isMicro
                ? batches.microBatches(order.step()).get(index)
                : batches.shares(order.step(), order.shares()).get(index);
        engine.load(order.parameters());
        engine.clearGradient();
        System.arraycopy(order.statistics(), 0, engine.statistics(), 0, order.statistics().length);
        if (mixture != null) {
            mixture.restore(order.mixture());
        }
        Batch batch = batches.load(order.step(), part);
        context.begin(order.progress());
        context.labelled()
                .set(
                        order.step(),
                        batch.x,
                        batch.y,
                        batch.weights,
                        batch.exampleIds,
                        batch.labelled,
                        batch.allLabelled);
        context.unlabelled()
                .set(
                        order.step(),
                        batch.unlabelledX,
                        null,
                        batch.unlabelledWeights,
                        batch.unlabelledIds,
                        batch.unlabelled,
                        batch.allUnlabelled);
        objective.apply(context, (term, value) -> {});
        return answer(part);
    }

    private StepAnswer answer(BatchPart part) {
        StepExamples labelled = context.labelled();
        GradientPass reported = labelled.reported();
        float[] sum = null;
        if (isMicro) {
            sum = new float[engine.plan().network().parameterCount()];
            engine.gradient(sum);
        }
        return new StepAnswer(
                part instanceof BatchShare share ? engine.share(share.first()) : null,
                sum,
                isMicro ? engine.statistics().clone() : null,
                objective.values(),
                objective.measures(),
                context.gradients(),
                context.zeroGradients(),
                Arrays.copyOf(reported.values(Tap.LATENT), labelled.size() * reported.latentSize()),
                Arrays.copyOf(reported.values(Tap.LOGITS), labelled.size() * reported.classes()));
    }
}
