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
package org.mattrainer.internal.engine;

/**
 * Runs sweeps over the stages: on each span of a pass all stages of a section, which ends with a stage that has to wait
 * for the whole batch, before the threads come together.
 */
final class Sections implements Workers.GroupTask {

    private final NetworkPlan plan;
    private final Workers workers;
    private final Span[] spans;
    private Sweep sweep;
    private Pass pass;
    private int from;
    private int to;
    private int spanGroups;

    /** What is done on a span. */
    interface Sweep {

        /**
         * Works on the stages of a section, in the order of the sweep.
         *
         * @param c the span, of the current chunk of the pass
         * @param from the first stage
         * @param to the stage behind the last; equal to {@code from} where only what waited is to be finished
         */
        void run(Span c, int from, int to);
    }

    Sections(NetworkPlan plan, Workers workers, Span[] spans) {
        this.plan = plan;
        this.workers = workers;
        this.spans = spans;
    }

    /** Runs a sweep over the stages of a section, for the current chunk of a pass. */
    void run(Sweep newSweep, Pass newPass, int newFrom, int newTo) {
        sweep = newSweep;
        pass = newPass;
        from = newFrom;
        to = newTo;
        spanGroups = spanGroups();
        workers.run(pass.spansOfChunk(spanGroups), this);
    }

    @Override
    public void run(int span, int worker) {
        sweep.run(spans[worker].enter(pass, span, spanGroups), from, to);
    }

    /** The stage behind a section. */
    int end(Pass of, int begin) {
        int end = begin + 1;
        while (end < plan.stages().size() && !waits(of, end - 1)) {
            end++;
        }
        return end;
    }

    /** The first stage of the section that a stage belongs to. */
    int begin(Pass of, int stage) {
        int begin = stage;
        while (begin > 0 && !waits(of, begin - 1)) {
            begin--;
        }
        return begin;
    }

    /** Whether a stage has to see the whole batch before a pass can go on. */
    boolean waits(Pass of, int stage) {
        return plan.stages().get(stage).needsBatch(of.mode().batchStatistics());
    }

    /**
     * How many groups a thread should take at once in these stages: as many as an operator there wants to see together,
     * but with several stages two spans for each thread, so that a late thread delays the others less.
     */
    private int spanGroups() {
        int wanted = 1;
        for (int k = from; k < to; k++) {
            int images = plan.stages().get(k).operator().blockImages();
            wanted = Math.max(wanted, images / pass.groups().size());
        }
        int count = to - from > 1 ? 2 * workers.threads() : workers.threads();
        int most = Math.max(1, pass.groupsOfChunk() / count);
        return Integer.highestOneBit(Math.min(wanted, most));
    }
}
