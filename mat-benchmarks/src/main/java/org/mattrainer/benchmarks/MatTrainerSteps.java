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

import java.util.List;
import org.mattrainer.adversarial.PowerIteration;
import org.mattrainer.adversarial.PowerMethod;
import org.mattrainer.adversarial.Target;
import org.mattrainer.benchmarks.contest.AttackImages;
import org.mattrainer.benchmarks.contest.BenchCase;
import org.mattrainer.benchmarks.contest.Contender;
import org.mattrainer.benchmarks.contest.StepKind;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Pass;
import org.mattrainer.internal.engine.PassMode;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.internal.input.Batch;
import org.mattrainer.internal.input.BatchSettings;
import org.mattrainer.internal.training.Learner;
import org.mattrainer.internal.training.TrainingSettings;
import org.mattrainer.internal.training.TrainingStep;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.SeededDraws;
import org.mattrainer.objective.Smoothness;
import org.mattrainer.objective.Term;
import org.mattrainer.optimise.ConstantSchedule;
import org.mattrainer.optimise.Sgd;
import org.mattrainer.optimise.TrainingLength;
import org.mattrainer.optimise.WeightDecayScope;
import org.mattrainer.training.Initialisation;

/** The library's own training step and engine with one random batch, and {@link AttackImages} where they are given. */
final class MatTrainerSteps implements Contender.Steps {

    private static final int MANY = 1 << 20;

    private final Workers workers;
    private final NetworkEngine engine;
    private final float[] parameters;
    private final Batch batch;
    private final PowerMethod method;
    private final BenchCase benchCase;
    private StepKind kind;
    private TrainingStep training;
    private Pass pass;
    private AttackLoop attack;
    private AdaptiveAttackLoop adaptive;

    MatTrainerSteps(BenchCase benchCase, int threads, PowerMethod method) {
        this.method = method;
        this.benchCase = benchCase;
        Network network = BenchNetworks.of(benchCase);
        RandomStart start = new RandomStart();
        parameters = start.parameters(network);
        batch = start.batch(benchCase);
        workers = new Workers(threads);
        engine = new NetworkEngine(NetworkPlan.compile(network, ConvolutionAlgorithm.AUTO), benchCase.batch(), workers);
    }

    @Override
    public void run(StepKind wanted) {
        if (wanted != kind) {
            prepare(wanted);
        }
        if (wanted == StepKind.ATTACK) {
            attack.run();
        } else if (wanted == StepKind.ADAPTIVE_ATTACK) {
            adaptive.run();
        } else if (wanted == StepKind.INFERENCE) {
            engine.forward(pass, batch.x, batch.labelled, PassMode.EVALUATION);
        } else {
            training.run(batch);
        }
    }

    /** One kind at a time, so that the memory of the others can be freed. */
    private void prepare(StepKind wanted) {
        kind = wanted;
        training = null;
        pass = null;
        attack = null;
        closeAdaptive();
        if (wanted == StepKind.ADAPTIVE_ATTACK) {
            adaptive = new AdaptiveAttackLoop(
                    benchCase, batch, AttackImages.of(benchCase).orElse(null), workers.threads());
            return;
        }
        if (wanted == StepKind.ATTACK) {
            engine.load(parameters);
            attack = new AttackLoop(engine, batch, AttackImages.of(benchCase).orElse(null));
            return;
        }
        if (wanted == StepKind.INFERENCE) {
            engine.load(parameters);
            pass = engine.newPredictionPass();
            return;
        }
        Sgd sgd = new Sgd(Contender.LEARNING_RATE, Contender.MOMENTUM, 0, WeightDecayScope.WEIGHTS);
        List<Term> terms =
                wanted == StepKind.MAT ? List.of(new CrossEntropy(), smoothness()) : List.of(new CrossEntropy());
        training = new TrainingStep(
                new Learner(engine, parameters, sgd.newState(engine.plan().network())),
                null,
                new SeededDraws(1),
                settings(terms, sgd),
                new TrainingLength(MANY, 1));
    }

    private static TrainingSettings settings(List<Term> terms, Sgd sgd) {
        return new TrainingSettings(
                terms,
                new MixtureSettings(),
                sgd,
                new ConstantSchedule(),
                null,
                0,
                1,
                new BatchSettings(1, 1, MANY, List.of(), 1, 1),
                Initialisation.HE,
                ConvolutionAlgorithm.AUTO,
                null,
                0);
    }

    private Smoothness smoothness() {
        double probe = method == PowerMethod.EXACT ? 0 : Contender.PROBE_NORM;
        PowerIteration direction = new PowerIteration(1, Target.OUTPUT, probe, method, false);
        return new Smoothness(1, 1, 0, Contender.PERTURBATION_NORM, direction);
    }

    private void closeAdaptive() {
        if (adaptive != null) {
            adaptive.close();
            adaptive = null;
        }
    }

    @Override
    public void close() {
        closeAdaptive();
        workers.close();
    }
}
