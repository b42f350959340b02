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
package org.mattrainer.internal.input;

import java.util.stream.IntStream;

/**
 * An endless sequence of example indices in full batches, each of which is cut into as many sections of equal length as there are
 * stripes; a section has examples of its stripe alone. Stripes run on from pass to pass, each in an order of its own.
 */
final class StripedStream implements ExampleOrder {

    private final ExampleStream[] stripes;
    private final int batchSize;
    private final int section;

    /**
     * Makes a stream.
     *
     * @param examples indices of the examples
     * @param stripes their stripes, each of at least as many of the examples as a section
     * @param batchSize examples of a batch, a multiple of the number of stripes
     * @param seed seed of the run
     * @param stream 0 or 1, tells the streams of one run apart
     */
    StripedStream(int[] examples, DataStripes stripes, int batchSize, long seed, long stream) {
        this.batchSize = batchSize;
        this.section = batchSize / stripes.count();
        this.stripes = IntStream.range(0, stripes.count())
                .mapToObj(stripe -> new ExampleStream(stripes.members(stripe, examples), seed, 2L * stripe + stream))
                .toArray(ExampleStream[]::new);
    }

    @Override
    public int at(long position) {
        return stripe(position).at(inStripe(position));
    }

    @Override
    public long pass(long position) {
        return stripe(position).pass(inStripe(position));
    }

    private ExampleStream stripe(long position) {
        return stripes[(int) (position % batchSize) / section];
    }

    private long inStripe(long position) {
        return position / batchSize * section + position % batchSize % section;
    }
}
