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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some neighbouring groups of the batches of a step: the part of one of several machines. Labelled and unlabelled examples are
 * cut alike, as what groups of one number add to the gradient is added up in one place.
 *
 * @param first the first group
 * @param last the group behind the last, which need not exist in every batch
 */
public record BatchShare(int first, int last) implements BatchPart {

    /** All groups. */
    public static final BatchShare WHOLE = new BatchShare(0, Groups.MOST);

    /** Most shares of a batch: a group is not cut. */
    public static final int MOST = Groups.MOST;

    /**
     * Cuts batches into shares, each of which has examples of every batch.
     *
     * @param wanted number of shares, at least 1
     * @param batches numbers of examples of the batches, each at least 1
     * @return as many shares as were wanted, or as many as the batch of the fewest groups has groups
     */
    public static List<BatchShare> of(int wanted, int... batches) {
        int groups = Arrays.stream(batches)
                .map(examples -> Groups.of(examples).count())
                .min()
                .orElse(Groups.MOST);
        int shares = Math.min(wanted, groups);
        List<BatchShare> cut = new ArrayList<>();
        for (int i = 0; i < shares; i++) {
            int end = i + 1 == shares ? Groups.MOST : (i + 1) * groups / shares;
            cut.add(new BatchShare(i * groups / shares, end));
        }
        return cut;
    }

    /**
     * How many examples the largest share of a batch has where every batch of a step has all groups.
     *
     * @param examples number of examples of the batch
     * @param shares number of shares, at least 1
     * @return at most the number of examples
     */
    public static int largest(int examples, int shares) {
        int groups = (Groups.MOST + shares - 1) / shares;
        return Math.min(examples, groups * Groups.sizeFor(examples));
    }

    @Override
    public int begin(int examples) {
        return Math.min(examples, first * Groups.sizeFor(examples));
    }

    @Override
    public int end(int examples) {
        return Math.min(examples, last * Groups.sizeFor(examples));
    }
}
