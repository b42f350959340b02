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

import java.util.Arrays;
import java.util.List;

/**
 * Which stages a backward pass goes through, and in which order the gradients of a value come together: those from
 * outside at its taps, then those of its readers from the last to the first.
 */
final class BackwardRoute {

    private final NetworkPlan plan;
    private final List<Stage> stages;
    private final int[] edges;
    private final boolean[] tapped;
    private final boolean[] active;
    private final int[] firstEdge;
    private final int[] lastEdge;
    private int start;

    BackwardRoute(NetworkPlan plan) {
        this.plan = plan;
        this.stages = plan.stages();
        int count = stages.size();
        edges = new int[count + 1];
        for (int k = 0; k < count; k++) {
            edges[k + 1] = edges[k] + stages.get(k).sources().length;
        }
        tapped = new boolean[count];
        active = new boolean[count];
        firstEdge = new int[count + 1];
        lastEdge = new int[count + 1];
    }

    /** Plans the way of gradients that begin at these taps. */
    void plan(TapValues upstream) {
        Arrays.fill(tapped, false);
        for (int tap = 0; tap < plan.taps(); tap++) {
            tapped[plan.stageOfTap(tap)] |= upstream.at(tap) != null;
        }
        Arrays.fill(firstEdge, -1);
        Arrays.fill(lastEdge, -1);
        start = -1;
        for (int k = active.length - 1; k >= 0; k--) {
            active[k] = tapped[k] || firstEdge[k + 1] >= 0;
            if (active[k]) {
                start = Math.max(start, k);
                enter(k);
            }
        }
    }

    private void enter(int stage) {
        int[] sources = stages.get(stage).sources();
        for (int place = 0; place < sources.length; place++) {
            int source = sources[place] + 1;
            lastEdge[source] = edges[stage] + place;
            if (firstEdge[source] < 0) {
                firstEdge[source] = lastEdge[source];
            }
        }
    }

    /** The last stage of the way, where it begins. */
    int start() {
        return start;
    }

    /** Whether the way goes through a stage. */
    boolean isActive(int stage) {
        return active[stage];
    }

    /** Whether a stage has a gradient from outside. */
    boolean isTapped(int stage) {
        return tapped[stage];
    }

    /** Whether all of a stage's gradient is from outside. */
    boolean isEnd(int stage) {
        return active[stage] && firstEdge[stage + 1] < 0;
    }

    /** Whether a stage is the first that brings a gradient to one of its sources. */
    boolean isFirst(int stage, int place) {
        return firstEdge[stages.get(stage).sources()[place] + 1] == edges[stage] + place;
    }

    /** Whether a stage is the last that brings a gradient to one of its sources. */
    boolean isLast(int stage, int place) {
        return lastEdge[stages.get(stage).sources()[place] + 1] == edges[stage] + place;
    }
}
