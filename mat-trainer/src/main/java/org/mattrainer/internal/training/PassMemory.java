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

import org.mattrainer.internal.engine.BatchShare;
import org.mattrainer.internal.engine.EngineMemory;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.input.TrainingBatches;
import org.mattrainer.objective.Term;
import org.mattrainer.training.TrainingRun;

/** How many examples pass through the model of a training at once, and of how many the values are kept. */
record PassMemory(TrainingSettings settings, TrainingRun run, TrainingBatches batches, AuxiliaryNetworks auxiliaries) {

    /** Most examples of a pass through the model. */
    int examples() {
        return settings.terms().stream()
                .mapToInt(term -> term.passExamples(batches.labelledCapacity(), batches.unlabelledCapacity()))
                .reduce(batches.capacity(), Math::max);
    }

    /**
     * Passes that are kept where they are made here: the clean one of each kind of example, that without noise, those of
     * samples, and one at other points.
     */
    int resident(NetworkPlan plan) {
        if (run.gradientPlace().isPresent() && !plan.hasBatchStatistics()) {
            return BatchShare.largest(batches.capacity(), BatchShare.MOST);
        }
        int kinds = batches.hasUnlabelled() ? 2 : 1;
        boolean noiseless = settings.terms().stream().anyMatch(Term::usesNoiselessPass);
        int samples =
                settings.terms().stream().mapToInt(Term::sampledPasses).max().orElse(1);
        int passes = kinds * samples + 1 + (noiseless ? kinds : 0);
        long beside = auxiliaries.bytes(batches.capacity(), run.threads());
        if (TeacherNetwork.decay(settings).isPresent()) {
            beside += new EngineMemory(plan, examples(), run.threads(), 1).bytes(examples());
        }
        return new EngineMemory(plan, examples(), run.threads(), passes).resident(run.workingMemory(), beside);
    }
}
