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
package org.mattrainer.objective;

import java.util.List;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.internal.engine.DropoutMasks;

/** What the random numbers of the examples of a step derive from, and the draws that passes of several batches need. */
final class StepKeys {

    /** Identities of copies of an example differ above these bits, which no number of an example fills. */
    private static final int COPY_BITS = 40;

    private long step;
    private long[] ids;
    private int n;

    /** Sets the step and the identities of its examples. */
    void set(long newStep, long[] exampleIds, int size) {
        step = newStep;
        ids = exampleIds;
        n = size;
    }

    /** Draws uniform numbers for each example. */
    void uniforms(Draws from, StreamPurpose purpose, int size, float[] out) {
        from.uniforms(purpose, step, ids, n, size, out);
    }

    /** Draws the masks of a network that reads values of these examples. */
    void masks(Draws from, StreamPurpose purpose, DropoutMasks to) {
        from.masks(purpose, step, ids, n, to);
    }

    /** Draws masks of copies of these examples, the first copy of all before the second; copy 0 is the example itself. */
    void copies(Draws from, StreamPurpose purpose, int first, int copies, DropoutMasks to) {
        long[] all = new long[copies * n];
        for (int copy = 0; copy < copies; copy++) {
            put(first + copy, all, copy * n);
        }
        from.masks(purpose, step, all, all.length, to);
    }

    /** Draws masks of several batches of a step, one behind the other; a batch that is there twice is another copy then. */
    static void joint(Draws from, List<StepExamples> parts, DropoutMasks to) {
        long[] all = new long[parts.stream().mapToInt(StepExamples::size).sum()];
        int at = 0;
        for (int copy = 0; copy < parts.size(); copy++) {
            parts.get(copy).keys().put(copy, all, at);
            at += parts.get(copy).size();
        }
        from.masks(StreamPurpose.DROPOUT, parts.get(0).keys().step, all, all.length, to);
    }

    private void put(int copy, long[] to, int at) {
        for (int i = 0; i < n; i++) {
            to[at + i] = ids[i] + ((long) copy << COPY_BITS);
        }
    }
}
