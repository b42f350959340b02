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

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.ObjDoubleConsumer;
import org.mattrainer.internal.engine.GradientShare;
import org.mattrainer.internal.engine.WorkCancelledException;
import org.mattrainer.internal.input.TrainingBatches;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.objective.StepContext;
import org.mattrainer.training.GradientPlace;

/** The gradient of a step from the shares that other processes compute. */
final class SharedGradient {

    private final GradientPlace place;
    private final TrainingBatches batches;

    /**
     * Shares the steps of a training.
     *
     * @param place the other processes
     * @param batches what the steps read
     */
    SharedGradient(GradientPlace place, TrainingBatches batches) {
        this.place = place;
        this.batches = batches;
    }

    /**
     * Has a step computed; the gradient is in the engine of the model then, the clean pass in the context.
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
                step, place.shares(), context.progress(), model.parameters(), mixture == null ? null : mixture.state());
        int shares = batches.shares(step, place.shares()).size();
        List<byte[]> answers = place.compute(order.toBytes(), shares, stop);
        if (answers.isEmpty()) {
            throw new WorkCancelledException();
        }
        if (answers.size() != shares) {
            throw new IllegalStateException(
                    "Expected " + shares + " shares of step " + step + ", found " + answers.size());
        }
        List<StepAnswer> read = answers.stream().map(StepAnswer::of).toList();
        List<GradientShare> gradients = new ArrayList<>();
        for (StepAnswer answer : read) {
            gradients.add(answer.gradient());
            context.countGradients(answer.gradients(), answer.zeroGradients());
        }
        context.labelled()
                .take(
                        joined(read.stream().map(StepAnswer::latent).toList()),
                        joined(read.stream().map(StepAnswer::logits).toList()));
        double total = objective.take(read, check);
        model.engine().takeShares(gradients);
        return total;
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
