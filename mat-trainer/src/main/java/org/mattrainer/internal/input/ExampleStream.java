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

import java.util.SplittableRandom;
import org.mattrainer.internal.numbers.Streams;

/**
 * An endless sequence of example indices: pass after pass over the same examples, each in an order of its own that
 * depends on the seed and the number of the pass only.
 */
final class ExampleStream implements ExampleOrder {

    private final int[] examples;
    private final long seed;
    private final long stream;
    private final int[] order;
    private long orderedPass = -1;

    /**
     * Makes a stream.
     *
     * @param examples indices of the examples, at least one
     * @param seed seed of the run
     * @param stream tells the streams of one run apart
     */
    ExampleStream(int[] examples, long seed, long stream) {
        this.examples = examples;
        this.seed = seed;
        this.stream = stream;
        this.order = new int[examples.length];
    }

    @Override
    public int at(long position) {
        long pass = pass(position);
        if (pass != orderedPass) {
            shuffle(pass);
        }
        return order[(int) (position % examples.length)];
    }

    @Override
    public long pass(long position) {
        return position / examples.length;
    }

    private void shuffle(long pass) {
        SplittableRandom random = new SplittableRandom(Streams.of(seed, Streams.ORDER, stream, pass));
        System.arraycopy(examples, 0, order, 0, order.length);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        orderedPass = pass;
    }
}
