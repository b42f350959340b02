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
 * What a forward pass does apart from the parameters.
 *
 * @param batchStatistics whether batch normalisation uses the statistics of the batch (training) or the running ones
 * @param updateStatistics whether the running statistics move towards those of the batch
 * @param dropout the masks, or null when dropout is inactive
 * @param batch number of examples of the batch whose groups the examples are cut in, when they are a share of it; 0 when
 *     they are all of it
 */
public record PassMode(boolean batchStatistics, boolean updateStatistics, DropoutMasks dropout, int batch) {

    /** Running statistics, no dropout: each example's result depends on that example alone. */
    public static final PassMode EVALUATION = new PassMode(false, false, null);

    /** Checks that only statistics that are computed are to be kept. */
    public PassMode {
        if (updateStatistics && !batchStatistics) {
            throw new IllegalArgumentException("Running statistics can only be updated from batch statistics");
        }
    }

    /**
     * The mode of a whole batch.
     *
     * @param batchStatistics whether batch normalisation uses the statistics of the batch (training) or the running ones
     * @param updateStatistics whether the running statistics move towards those of the batch
     * @param dropout the masks, or null when dropout is inactive
     */
    public PassMode(boolean batchStatistics, boolean updateStatistics, DropoutMasks dropout) {
        this(batchStatistics, updateStatistics, dropout, 0);
    }
}
