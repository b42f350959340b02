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
package org.mattrainer.training;

import java.util.ArrayList;
import java.util.List;

/** What has happened in a training so far, apart from the numbers of the network. */
final class TrainingCourse {

    private final int epochs;
    private final EarlyStopping earlyStopping;
    private final List<EpochReport> history = new ArrayList<>();
    private final List<Recovery> recoveries = new ArrayList<>();
    private EpochTotals totals = new EpochTotals();
    private NetworkState epochStart;
    private BestEpoch best;

    /**
     * Starts.
     *
     * @param epochs most epochs
     * @param earlyStopping when to stop before, null for never
     */
    TrainingCourse(int epochs, EarlyStopping earlyStopping) {
        this.epochs = epochs;
        this.earlyStopping = earlyStopping;
    }

    /** Goes on from a checkpoint. */
    void restore(Checkpoint checkpoint) {
        history.addAll(checkpoint.history());
        recoveries.addAll(checkpoint.recoveries());
        totals.restore(checkpoint.totals());
        epochStart = checkpoint.epochStart();
        best = checkpoint.best();
    }

    /** The epoch under way, from 1. */
    int epoch() {
        return history.size() + 1;
    }

    /** Whether nothing is left to train. */
    boolean isFinished() {
        return history.size() == epochs || stoppedEarly();
    }

    private boolean stoppedEarly() {
        return best != null && history.size() - best.epoch() >= earlyStopping.patience();
    }

    /** Sums over the steps of the epoch under way. */
    EpochTotals totals() {
        return totals;
    }

    /** The finished epochs. */
    List<EpochReport> history() {
        return List.copyOf(history);
    }

    /** How often the training diverged and went on. */
    List<Recovery> recoveries() {
        return List.copyOf(recoveries);
    }

    /** What the scheduled learning rate is multiplied by. */
    double learningRateFactor() {
        return recoveries.isEmpty() ? 1 : recoveries.get(recoveries.size() - 1).learningRateFactor();
    }

    /** The best epoch, null without early stopping. */
    BestEpoch best() {
        return best;
    }

    /** Remembers where a diverged training goes back to. */
    void startEpoch(NetworkState start) {
        epochStart = start;
    }

    /** Where a diverged training goes back to; null when it may not. */
    NetworkState epochStart() {
        return epochStart;
    }

    /**
     * Whether going back to the start of the epoch cannot help, because what diverges is already in its numbers, finite as
     * they are: the first step from it diverges, which no learning rate has part in, or two retries with half the rate
     * each got no further than the time before. From untrained parameters the rate may be wrong by any factor.
     *
     * @param divergedStep the step that has diverged now, from 1
     */
    boolean isStartLost(long divergedStep) {
        long start = epochStart.steps();
        if (divergedStep == start + 1) {
            return true;
        }
        int made = recoveries.size();
        if (start == 0 || made < 2) {
            return false;
        }
        Recovery last = recoveries.get(made - 1);
        Recovery before = recoveries.get(made - 2);
        return before.restoredStep() == start
                && last.restoredStep() == start
                && last.divergedStep() <= before.divergedStep()
                && divergedStep <= last.divergedStep();
    }

    /** Starts the epoch again after a divergence. */
    void recover(Recovery recovery) {
        recoveries.add(recovery);
        totals = new EpochTotals();
    }

    /** Ends the epoch under way. */
    void finishEpoch(EpochReport report, TrainingState state) {
        history.add(report);
        totals = new EpochTotals();
        if (earlyStopping != null && earlyStopping.isBetter(report, best)) {
            best = new BestEpoch(report.epoch(), earlyStopping.value(report), state.captureModel());
        }
    }

    /** Everything together with the numbers of the network. */
    Checkpoint checkpoint(RunIdentity identity, NetworkState state) {
        boolean within = epochStart != null && state.steps() > epochStart.steps() && !totals.isEmpty();
        return new Checkpoint(
                identity, state, within ? epochStart : null, totals.sums(), history, best, recoveries, isFinished());
    }
}
