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
import java.util.stream.IntStream;

/**
 * One of several parts of equal size, but for one example, that the batches of a step are cut into. Each passes through the
 * network as a batch of its own.
 *
 * @param index number of the part, from 0
 * @param count number of parts, at least 1
 */
public record MicroBatch(int index, int count) implements BatchPart {

    /**
     * Cuts batches.
     *
     * @param wanted number of parts, at least 1
     * @param fewest fewest examples of a part, at least 1
     * @param batches numbers of examples of the batches, each at least 1
     * @return as many parts as were wanted, or fewer so that each has enough examples of every batch, but one at least
     */
    public static List<MicroBatch> of(int wanted, int fewest, int... batches) {
        int most = Arrays.stream(batches).min().orElse(fewest) / fewest;
        int count = Math.max(1, Math.min(wanted, most));
        return IntStream.range(0, count).mapToObj(i -> new MicroBatch(i, count)).toList();
    }

    @Override
    public int begin(int examples) {
        return (int) ((long) index * examples / count);
    }

    @Override
    public int end(int examples) {
        return (int) ((long) (index + 1) * examples / count);
    }
}
