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
package org.mattrainer.evaluation.trial;

import java.util.OptionalLong;

/**
 * One training of a study.
 *
 * @param method name of the method
 * @param dataSet name of the data set, empty for that of the method's job
 * @param seed the seed, empty for that of the trainer
 */
public record Trial(String method, String dataSet, OptionalLong seed) {

    /**
     * The name of the trial's folder.
     *
     * @return such as {@code mat-fashion-seed-1}
     */
    public String id() {
        return method
                + (dataSet.isEmpty() ? "" : "-" + dataSet)
                + (seed.isPresent() ? "-seed-" + seed.getAsLong() : "");
    }

    /**
     * The trial in a sentence.
     *
     * @return such as {@code mat on fashion, seed 1}
     */
    @Override
    public String toString() {
        return method
                + (dataSet.isEmpty() ? "" : " on " + dataSet)
                + (seed.isPresent() ? ", seed " + seed.getAsLong() : "");
    }
}
