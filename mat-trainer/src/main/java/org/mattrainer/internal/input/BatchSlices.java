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

/**
 * Which part of an {@link ExampleStream} each step reads. Either each epoch is one pass over the examples, whose last
 * batch may be smaller, or the batches are all full and run on from pass to pass.
 */
final class BatchSlices {

    private final int length;
    private final int batchSize;
    private final int stepsPerEpoch;
    private final boolean running;

    private BatchSlices(int length, int batchSize, int stepsPerEpoch, boolean running) {
        this.length = length;
        this.batchSize = batchSize;
        this.stepsPerEpoch = stepsPerEpoch;
        this.running = running;
    }

    /**
     * One pass over the examples in each epoch.
     *
     * @param length number of examples
     * @param batchSize most examples of a batch
     * @param smallest a last batch with fewer examples is left out
     */
    static BatchSlices onePass(int length, int batchSize, int smallest) {
        int full = length / batchSize;
        int steps = length % batchSize >= Math.max(1, smallest) ? full + 1 : full;
        return new BatchSlices(length, Math.min(batchSize, length), steps, false);
    }

    /**
     * Full batches that run on from pass to pass.
     *
     * @param length number of examples
     * @param batchSize examples of a batch; no more than there are
     * @param stepsPerEpoch number of steps of an epoch
     */
    static BatchSlices running(int length, int batchSize, int stepsPerEpoch) {
        return new BatchSlices(length, Math.min(batchSize, length), stepsPerEpoch, true);
    }

    int stepsPerEpoch() {
        return stepsPerEpoch;
    }

    /** Most examples of a batch. */
    int batchSize() {
        return batchSize;
    }

    /** Place in the stream of the first example of a step, counted from 0 over the whole training. */
    long start(long step) {
        if (running) {
            return step * batchSize;
        }
        return step / stepsPerEpoch * length + step % stepsPerEpoch * batchSize;
    }

    /** Number of examples of a step. */
    int count(long step) {
        if (running) {
            return batchSize;
        }
        return (int) Math.min(batchSize, length - step % stepsPerEpoch * batchSize);
    }
}
