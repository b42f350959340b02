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
import java.util.OptionalDouble;
import org.mattrainer.internal.checkpoint.LearnerState;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.numbers.Finite;
import org.mattrainer.nn.Network;
import org.mattrainer.objective.Teacher;
import org.mattrainer.objective.Term;
import org.mattrainer.optimise.Optimiser;
import org.mattrainer.optimise.OptimiserSnapshot;

/** A network of the model's form whose parameters follow those of the model, and which is the model in the end. */
final class TeacherNetwork {

    /** Its name in checkpoints. */
    private static final String NAME = "teacher";

    private final NetworkEngine engine;
    private final Teacher view;
    private final double decay;
    private final float[] parameters;
    private final float[] statisticsBefore;

    /**
     * Starts as the model does.
     *
     * @param model the model at its start
     * @param decay largest share of its own parameters that stays in a step, in [0, 1]
     */
    TeacherNetwork(Learner model, double decay) {
        NetworkEngine studying = model.engine();
        this.engine = new NetworkEngine(studying.plan(), studying.capacity(), studying.workers());
        this.view = new Teacher(engine);
        this.decay = decay;
        this.parameters = model.parameters().clone();
        this.statisticsBefore = studying.statistics().clone();
        leave();
        engine.load(parameters);
    }

    /**
     * The decay that terms ask for.
     *
     * @throws IllegalArgumentException if two ask for different ones, or there is a mixture or an average beside it
     */
    static OptionalDouble decay(TrainingSettings settings) {
        List<Term> teaching = settings.terms().stream()
                .filter(term -> term.teacherDecay().isPresent())
                .toList();
        if (teaching.isEmpty()) {
            return OptionalDouble.empty();
        }
        Term first = teaching.get(0);
        for (Term other : teaching) {
            if (!other.teacherDecay().equals(first.teacherDecay())) {
                throw new IllegalArgumentException(
                        "Expected one decay of the teacher, found " + first + " and " + other);
            }
        }
        if (settings.usesMixture()) {
            throw new IllegalArgumentException("Expected no term with a mixture beside " + first
                    + ": the mixture would be the model's, not its teacher's");
        }
        Optimiser optimiser = settings.optimiser();
        if (settings.average() != null || optimiser.averagesAtTheEnd()) {
            throw new IllegalArgumentException("Expected no average of the parameters beside " + first
                    + ", whose teacher is one, found "
                    + (settings.average() != null ? settings.average() : optimiser));
        }
        return first.teacherDecay();
    }

    /** What terms see of it. */
    Teacher view() {
        return view;
    }

    NetworkEngine engine() {
        return engine;
    }

    /** Starts a step. */
    void begin() {
        System.arraycopy(engine.statistics(), 0, statisticsBefore, 0, statisticsBefore.length);
    }

    /** Undoes all that has lasted of a step before the model's update: the running statistics have moved. */
    void leave() {
        System.arraycopy(statisticsBefore, 0, engine.statistics(), 0, statisticsBefore.length);
    }

    /**
     * Follows the model, whose frozen layers stay as they are here too.
     *
     * @param model the model after a step
     * @param made number of steps made, at least 1
     */
    void follow(Learner model, long made) {
        float stays = (float) Math.min(1 - 1 / (made + 1.0), decay);
        float[] followed = model.parameters();
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = stays * parameters[i] + (1 - stays) * followed[i];
        }
        model.keepFrozen(parameters, engine.statistics());
        engine.load(parameters);
    }

    boolean isFinite() {
        return Finite.all(parameters) && Finite.all(engine.statistics());
    }

    /** A copy from which a training can go on. */
    LearnerState capture() {
        Network network = engine.plan().network();
        return new LearnerState(
                NAME, network, parameters.clone(), engine.statistics().clone(), new OptimiserSnapshot(0, List.of()));
    }

    /**
     * Goes to a copied state.
     *
     * @throws IllegalArgumentException if it is that of another network
     */
    void restore(LearnerState state) {
        Network network = engine.plan().network();
        if (!NAME.equals(state.name()) || !network.equals(state.network())) {
            throw new IllegalArgumentException("Expected the state of the teacher, " + network + ", found that of "
                    + state.name() + ", " + state.network());
        }
        System.arraycopy(state.parameters(), 0, parameters, 0, parameters.length);
        System.arraycopy(state.statistics(), 0, engine.statistics(), 0, statisticsBefore.length);
        engine.load(parameters);
    }
}
