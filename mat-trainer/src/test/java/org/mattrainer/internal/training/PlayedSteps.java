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
import java.util.Map;
import org.mattrainer.fixture.StepSettings;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.input.Batch;
import org.mattrainer.objective.Auxiliary;
import org.mattrainer.objective.Draws;
import org.mattrainer.objective.StepContext;
import org.mattrainer.objective.Term;
import org.mattrainer.optimise.OptimiserState;
import org.mattrainer.optimise.TrainingLength;
import org.mattrainer.training.StepReport;

/** Steps of a model and of a generator that is updated after it, for tests of other packages. */
public final class PlayedSteps {

    private final TrainingStep step;

    /** A network with its first parameters, which change, and what moves them. */
    public record Player(NetworkEngine engine, float[] parameters, OptimiserState optimiser) {}

    /** Starts a training of ten steps whose statistics are those of the engines. */
    public PlayedSteps(Player model, String name, Player generator, List<Term> terms, Draws draws) {
        Learner beside = new Learner(name, generator.engine, generator.parameters, generator.optimiser, 1, true);
        StepContext context = new StepContext(
                model.engine, null, draws, Map.of(name, new Auxiliary(generator.engine, draws)), null, null, Map.of());
        this.step = new TrainingStep(
                new Learner(model.engine, model.parameters, model.optimiser),
                List.of(beside),
                null,
                null,
                context,
                StepSettings.of(terms, 0),
                new TrainingLength(10, 1));
    }

    /** Makes a step. */
    public StepReport run(float[] x, int[] y, float[] unlabelled, long[] ids, long[] unlabelledIds) {
        Batch batch = new Batch();
        batch.x = x;
        batch.y = y;
        batch.exampleIds = ids;
        batch.labelled = y.length;
        batch.unlabelledX = unlabelled;
        batch.unlabelledIds = unlabelledIds;
        batch.unlabelled = unlabelledIds.length;
        return step.run(batch);
    }
}
