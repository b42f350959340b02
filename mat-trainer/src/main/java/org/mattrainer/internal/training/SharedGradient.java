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

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.ObjDoubleConsumer;
import org.mattrainer.internal.engine.WorkCancelledException;
import org.mattrainer.internal.input.TrainingBatches;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.objective.StepContext;

/**
 * The gradient of a step that is computed in shares: of groups of the batch, which several processes share with the bits of one, or
 * of micro-batches, wherever they are computed.
 */
final class SharedGradient {

    private final StepShares place;
    private final TrainingBatches batches;
    private final boolean isMicro;

    /**
     * Shares the steps of a training.
     *
     * @param place where the shares are computed
     * @param batches what the steps read
     * @param isMicro whether the shares are micro-batches
     */
    SharedGradient(StepShares place, TrainingBatches batches, boolean isMicro) {
        this.place = place;
        this.batches = batches;
        this.isMicro = isMicro;
    }

    /**
     * Has a step computed; the gradient is with the model then, the clean pass in the context.
     *
     * @param step number of the step, from 0
     * @param model the model
     * @param mixture the mixture, or null
     * @param context the context, whose batch has no images
     * @param objective takes what the terms came to
     * @param check told of the value of each term
     * @param stop asked whether the training is to end
     * @return the sum of the values of the terms
     * @throws WorkCancelledException if the training is to end
     */
    double compute(
            long step,
            Learner model,
            GaussianMixture mixture,
            StepContext context,
            Objective objective,
            ObjDoubleConsumer<String> check,
            BooleanSupplier stop) {
        StepOrder order = new StepOrder(
                step,
                place.wanted(),
                context.progress(),
                model.parameters(),
                model.engine().statistics().clone(),
                mixture == null ? null : mixture.state());
        int shares = isMicro
                ? batches.microBatches(step).size()
                : batches.shares(step, place.wanted()).size();
        List<StepAnswer> answers = place.compute(order, shares, stop);
        if (answers.isEmpty()) {
            throw new WorkCancelledException();
        }
        answers.forEach(answer -> context.countGradients(answer.gradients(), answer.zeroGradients()));
        context.labelled()
                .take(
                        joined(answers.stream().map(StepAnswer::latent).toList()),
                        joined(answers.stream().map(StepAnswer::logits).toList()));
        double total = objective.take(answers, check);
        if (isMicro) {
            takeMicroBatches(answers, model, context.labelled().size());
        } else {
            model.engine().takeShares(answers.stream().map(StepAnswer::gradient).toList());
        }
        return total;
    }

    /** Gradients are added up in order; the running statistics are the mean over the examples of what they became. */
    private static void takeMicroBatches(List<StepAnswer> answers, Learner model, int examples) {
        float[] sum = answers.get(0).sum().clone();
        for (StepAnswer answer : answers.subList(1, answers.size())) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += answer.sum()[i];
            }
        }
        model.giveGradient(sum);
        int latent = model.network().latentSize();
        MicroMean mean = new MicroMean(model.engine().statistics().length, examples);
        answers.forEach(answer -> mean.add(answer.statistics(), answer.latent().length / latent));
        mean.copyTo(model.engine().statistics());
    }

    private static float[] joined(List<float[]> parts) {
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
