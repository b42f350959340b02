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
package org.mattrainer.internal.checkpoint;

import java.util.List;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.Recovery;

/**
 * Everything from which a training goes on as if it had never stopped.
 *
 * @param identity what the training that goes on has to have in common with this one
 * @param state the numbers after the last step
 * @param epochStart the numbers at the start of the epoch under way, where a diverged training goes back to; null when they are
 *     those of the state
 * @param earlier the start of the epoch before, for when that of the epoch under way is lost; null when there is none
 * @param totals sums over the steps of the epoch under way
 * @param history the finished epochs, in order
 * @param best the best epoch, null without early stopping
 * @param recoveries how often the training diverged and went on
 * @param finished whether nothing is left to train
 */
public record Checkpoint(
        RunIdentity identity,
        NetworkState state,
        NetworkState epochStart,
        EpochStart earlier,
        EpochTotals.Sums totals,
        List<EpochReport> history,
        BestEpoch best,
        List<Recovery> recoveries,
        boolean finished) {

    public Checkpoint {
        history = List.copyOf(history);
        recoveries = List.copyOf(recoveries);
    }

    /** Memory of all numbers of networks. */
    long bytes() {
        return state.bytes()
                + (epochStart == null ? 0 : epochStart.bytes())
                + (earlier == null ? 0 : earlier.state().bytes() + bytes(earlier.best()))
                + bytes(best);
    }

    private static long bytes(BestEpoch epoch) {
        return epoch == null ? 0 : epoch.state().bytes();
    }
}
