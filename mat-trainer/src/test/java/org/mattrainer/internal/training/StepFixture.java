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
import java.util.Random;
import org.mattrainer.fixture.StepSettings;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.internal.input.Batch;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;
import org.mattrainer.objective.Draws;
import org.mattrainer.objective.SeededDraws;
import org.mattrainer.objective.Term;
import org.mattrainer.optimise.Sgd;
import org.mattrainer.optimise.TrainingLength;
import org.mattrainer.optimise.WeightDecayScope;

/** A training of a tiny network on random images, up to its step. */
final class StepFixture implements AutoCloseable {

    static final String PLAIN = "C3x4-P-M2-F-D2-P-Z-D3";
    static final String DROPOUT = "C3x4-P-M2-F-O0.5-D2-P-Z-D3";
    static final String BATCH_NORM = "C3x4-B-P-M2-F-D2-P-Z-D3";

    final Workers workers;
    final NetworkEngine engine;
    final float[] parameters;
    final Batch batch = new Batch();
    private final Network network;

    StepFixture(String notation, int labelled, int unlabelled) {
        this(notation, labelled, unlabelled, 1);
    }

    StepFixture(String notation, int labelled, int unlabelled, int threads) {
        network = NetworkNotation.parse("1x6x6:" + notation);
        workers = new Workers(threads);
        engine = new NetworkEngine(
                NetworkPlan.compile(network, ConvolutionAlgorithm.DIRECT), Math.max(labelled, unlabelled), workers);
        Random random = new Random(5);
        parameters = floats(random, network.parameterCount(), 0.4);
        batch.x = floats(random, labelled * 36, 1);
        batch.y = new int[labelled];
        batch.exampleIds = new long[labelled];
        for (int i = 0; i < labelled; i++) {
            batch.y[i] = i % 3;
            batch.exampleIds[i] = i;
        }
        batch.labelled = labelled;
        batch.unlabelled = unlabelled;
        if (unlabelled > 0) {
            batch.unlabelledX = floats(random, unlabelled * 36, 1);
            batch.unlabelledIds = new long[unlabelled];
            for (int i = 0; i < unlabelled; i++) {
                batch.unlabelledIds[i] = 1000 + i;
            }
        }
    }

    private static float[] floats(Random random, int n, double scale) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (scale * random.nextGaussian());
        }
        return values;
    }

    TrainingStep step(GaussianMixture mixture, Term... terms) {
        return step(mixture, new SeededDraws(1), 0, terms);
    }

    TrainingStep step(GaussianMixture mixture, Draws draws, double clip, Term... terms) {
        return new TrainingStep(
                new Learner(engine, parameters, new Sgd(0.1, 0, 0, WeightDecayScope.WEIGHTS).newState(network)),
                mixture,
                draws,
                StepSettings.of(List.of(terms), clip),
                new TrainingLength(2, 5));
    }

    /** Parameters after some steps of a training from the start. */
    static float[] train(String notation, int unlabelled, int threads, GaussianMixture mixture, Term... terms) {
        try (StepFixture fixture = new StepFixture(notation, 6, unlabelled, threads)) {
            TrainingStep step = fixture.step(mixture, terms);
            for (int i = 0; i < 4; i++) {
                step.run(fixture.batch);
            }
            return fixture.parameters;
        }
    }

    @Override
    public void close() {
        workers.close();
    }
}
