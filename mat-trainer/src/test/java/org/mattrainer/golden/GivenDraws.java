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
package org.mattrainer.golden;

import java.util.Map;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.internal.engine.DropoutMasks;
import org.mattrainer.objective.Draws;
import org.mattrainer.reference.Numbers;
import org.mattrainer.reference.ObjectiveBatch;

/** The random numbers of a step as a golden case gives them; unlabelled examples have identities from a million on. */
final class GivenDraws implements Draws {

    /** Identity of the first unlabelled example. */
    static final long UNLABELLED = 1_000_000;

    private final ObjectiveBatch batch;

    GivenDraws(ObjectiveBatch batch) {
        this.batch = batch;
    }

    @Override
    public void gaussians(StreamPurpose purpose, long step, long[] examples, int n, int size, float[] out) {
        if (purpose != StreamPurpose.DIRECTION || batch.start().length != n * size) {
            throw new AssertionError("Expected the start of a direction of " + n + " x " + size + ", found " + purpose);
        }
        System.arraycopy(Numbers.toFloat(batch.start()), 0, out, 0, n * size);
    }

    @Override
    public long stream(StreamPurpose purpose, long step, long example) {
        throw new AssertionError("Expected no changes of images");
    }

    @Override
    public void masks(StreamPurpose purpose, long step, long[] examples, int n, DropoutMasks masks) {
        Map<Integer, double[]> given = purpose == StreamPurpose.FRESH_DROPOUT
                ? batch.secondMasks()
                : examples[0] >= UNLABELLED ? batch.unlabelledMasks() : batch.masks();
        if (given.isEmpty()) {
            throw new AssertionError("Expected a mask for " + purpose + ", found none");
        }
        given.forEach((layer, mask) -> System.arraycopy(Numbers.toFloat(mask), 0, masks.mask(layer), 0, mask.length));
    }
}
