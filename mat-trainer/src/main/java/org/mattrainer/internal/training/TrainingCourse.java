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
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.mattrainer.internal.checkpoint.BestEpoch;
import org.mattrainer.internal.checkpoint.Checkpoint;
import org.mattrainer.internal.checkpoint.EpochStart;
import org.mattrainer.internal.checkpoint.EpochTotals;
import org.mattrainer.internal.checkpoint.NetworkState;
import org.mattrainer.internal.checkpoint.RunIdentity;
import org.mattrainer.training.EarlyStopping;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.Recovery;
import org.mattrainer.training.TrainingEnd;

/** What has happened in a training so far, apart from the numbers of the network. */
final class TrainingCourse {

    private final int epochs;
    private final EarlyStopping earlyStopping;
    private final List<EpochReport> history = new ArrayList<>();
    private final List<Recovery> recoveries = new ArrayList<>();
    private EpochTotals totals = new EpochTotals();
    private EpochStart epochStart;
    private EpochStart earlier;
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
        best = checkpoint.best();
        epochStart = checkpoint.epochStart() == null ? null : new EpochStart(checkpoint.epochStart(), best);
        earlier = checkpoint.earlier();
    }

    /** The epoch under way, from 1. */
    int epoch() {
        return history.size() + 1;
    }

    /** Whether nothing is left to train. */
    boolean isFinished() {
        return history.size() == epochs || stoppedEarly();
    }

    /** How the training has ended. */
    TrainingEnd end(long steps, boolean requested) {
        TrainingEnd.Cause cause = requested
                ? TrainingEnd.Cause.REQUESTED
                : history.size() == epochs ? TrainingEnd.Cause.LAST_EPOCH : TrainingEnd.Cause.NO_IMPROVEMENT;
        return new TrainingEnd(
                cause, history.size(), steps, best == null ? OptionalInt.empty() : OptionalInt.of(best.epoch()));
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

    /** Remembers where a diverged training goes back to, and where it went back to until now. */
    void startEpoch(NetworkState start) {
        earlier = earlierThan(start);
        epochStart = new EpochStart(start, best);
    }

    private EpochStart earlierThan(NetworkState state) {
        return epochStart != null && epochStart.steps() < state.steps() ? epochStart : earlier;
    }

    /** The start of the epoch under way; null when a diverged training may not go back. */
    EpochStart epochStart() {
        return epochStart;
    }

    /**
     * Where a training that has diverged goes on from: the start of the epoch, or, if that is lost, of the epoch before.
     *
     * @param divergedStep the step that has diverged now, from 1
     * @return empty when both are lost
     */
    Optional<EpochStart> wayBack(long divergedStep) {
        // From untrained parameters the learning rate may be wrong by any factor.
        boolean untrained = epochStart.steps() == 0 && divergedStep > 1;
        if (untrained || !isLost(epochStart, divergedStep)) {
            return Optional.of(epochStart);
        }
        return Optional.ofNullable(earlier).filter(start -> !isLost(start, divergedStep));
    }

    /**
     * Whether going back to a start cannot help, because what diverges is already in its numbers, finite as they are: the
     * first step from it diverges, which no learning rate has part in, or two retries with half the rate each got no
     * further than the time before.
     */
    private boolean isLost(EpochStart start, long divergedStep) {
        if (divergedStep == start.steps() + 1) {
            return true;
        }
        List<Long> reached = new ArrayList<>();
        for (Recovery recovery : recoveries) {
            if (recovery.restoredStep() < start.steps()) {
                reached.clear();
            } else if (recovery.restoredStep() == start.steps()) {
                reached.add(recovery.divergedStep());
            }
        }
        int made = reached.size();
        return made >= 2 && reached.get(made - 1) <= reached.get(made - 2) && divergedStep <= reached.get(made - 1);
    }

    /** Goes back to a start after a divergence; the epochs after it are forgotten. */
    void recover(EpochStart start, Recovery recovery) {
        recoveries.add(recovery);
        totals = new EpochTotals();
        history.removeIf(report -> report.steps() > start.steps());
        best = start.best();
        epochStart = start;
        earlier = earlier == start ? null : earlier;
    }

    /** Ends the epoch under way. */
    void finishEpoch(EpochReport report, TrainingState state) {
        history.add(report);
        totals = new EpochTotals();
        if (earlyStopping != null && earlyStopping.isBetter(report, bestValue())) {
            best = new BestEpoch(report.epoch(), earlyStopping.value(report), state.captureModel());
        }
    }

    private OptionalDouble bestValue() {
        return best == null ? OptionalDouble.empty() : OptionalDouble.of(best.value());
    }

    /** Everything together with the numbers of the network. */
    Checkpoint checkpoint(RunIdentity identity, NetworkState state) {
        boolean within = epochStart != null && state.steps() > epochStart.steps() && !totals.isEmpty();
        return new Checkpoint(
                identity,
                state,
                within ? epochStart.state() : null,
                within ? earlier : earlierThan(state),
                totals.sums(),
                history,
                best,
                recoveries,
                isFinished());
    }
}
