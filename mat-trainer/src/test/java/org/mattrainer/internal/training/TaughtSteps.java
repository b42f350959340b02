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
import org.mattrainer.objective.Draws;
import org.mattrainer.objective.StepContext;
import org.mattrainer.objective.Term;
import org.mattrainer.optimise.Optimiser;
import org.mattrainer.optimise.TrainingLength;
import org.mattrainer.training.StepReport;

/** Steps of a model and its teacher, for tests of other packages. */
public final class TaughtSteps {

    private final NetworkEngine engine;
    private final Learner model;
    private final TeacherNetwork teacher;
    private final TrainingStep step;

    /** Starts a training of ten steps whose statistics are those of the engine. */
    public TaughtSteps(NetworkEngine engine, float[] parameters, Optimiser optimiser, List<Term> terms, Draws draws) {
        this.engine = engine;
        TrainingSettings settings = StepSettings.of(terms, 0);
        this.model =
                new Learner(engine, parameters, optimiser.newState(engine.plan().network()));
        this.teacher = new TeacherNetwork(model, TeacherNetwork.decay(settings).orElseThrow());
        StepContext context = new StepContext(engine, null, draws, Map.of(), teacher.view(), null, Map.of());
        this.step = new TrainingStep(model, List.of(), teacher, null, context, settings, new TrainingLength(10, 1));
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

    /** The gradient of the last step. */
    public float[] gradient() {
        float[] gradient = new float[model.parameters().length];
        engine.gradient(gradient);
        return gradient;
    }

    /** The parameters of the model. */
    public float[] parameters() {
        return model.parameters();
    }

    /** The parameters of the teacher. */
    public float[] teacherParameters() {
        return teacher.capture().parameters();
    }

    /** The running statistics of the teacher. */
    public float[] teacherStatistics() {
        return teacher.capture().statistics();
    }
}
