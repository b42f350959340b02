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

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import org.mattrainer.internal.engine.BatchShare;
import org.mattrainer.nn.Network;
import org.mattrainer.objective.Term;
import org.mattrainer.training.TrainingRun;

/** Which trainings have steps that can be computed in shares or micro-batches. */
final class SharingRules {

    private SharingRules() {}

    /** Whether steps are computed so. */
    static boolean isShared(TrainingSettings settings, TrainingRun run) {
        return settings.batches().isMicro() || run.gradientPlace().isPresent();
    }

    /**
     * Refuses a training whose steps cannot be computed so.
     *
     * @param settings everything that decides the result apart from network, data and seed
     * @param starting the network and what of it is frozen
     * @param run how it is trained
     * @throws IllegalArgumentException if it is such a training; the message says why
     * @throws PropertyException if the stripes of the data do not go with the number of shares
     */
    static void require(TrainingSettings settings, StartingNetwork starting, TrainingRun run) {
        Network network = starting.network();
        boolean micro = settings.batches().isMicro();
        if (run.gradientPlace().isPresent()) {
            requireShares(run.gradientPlace().get().shares(), settings.batches().dataShards());
            if (!micro && starting.frozen().leavesBatchStatistics()) {
                throw new IllegalArgumentException(
                        "Expected a network without batch normalisation, or with all of it frozen, or microBatches above 1,"
                                + " for steps that several processes share, as each layer needs the statistics of the whole batch,"
                                + " found " + network);
            }
        }
        for (Term term : settings.terms()) {
            boolean alone = term.auxiliaries(network).isEmpty()
                    && term.teacherDecay().isEmpty()
                    && term.keptPerExample(network) == 0
                    && !term.usesNoiselessPass();
            if (!term.sumsOverExamples() || !alone) {
                throw new IllegalArgumentException(
                        "Expected terms that are sums over examples for steps that are computed in"
                                + " shares or micro-batches, found " + term);
            }
        }
        if (!micro
                && settings.earlyStopping() != null
                && settings.earlyStopping().watchesObjective()) {
            throw new IllegalArgumentException(
                    "Expected early stopping by an error or the loss of validation examples for"
                            + " steps that several processes share, as the last digits of the objective depend on their number,"
                            + " found " + settings.earlyStopping());
        }
        if (run.gradientPeriod() > 0) {
            throw new IllegalArgumentException("Expected no measurement of the gradients of single terms in steps that"
                    + " are computed in shares or micro-batches, found one every " + run.gradientPeriod() + " steps");
        }
    }

    private static void requireShares(int shares, int dataShards) {
        if (shares < 1 || shares > BatchShare.MOST) {
            throw new IllegalArgumentException("Expected 1 to " + BatchShare.MOST + " shares of a step, found " + shares
                    + ": a batch has " + BatchShare.MOST + " groups of examples whose gradients are added up in order");
        }
        if (dataShards > 1 && dataShards % shares != 0) {
            throw new PropertyException(
                    "",
                    "dataShards",
                    "expected a multiple of the " + shares + " shares of a step, so that each has whole stripes of the"
                            + " data, found " + dataShards);
        }
    }
}
