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
package org.mattrainer.training;

/**
 * A training that had diverged went on from the end of an epoch with a smaller learning rate.
 *
 * @param divergedStep the step whose objective or gradient was not finite, from 1
 * @param term what was not finite
 * @param restoredStep number of steps made when the training went on, at least 0
 * @param learningRateFactor what the scheduled learning rate is multiplied by from there on, 1/2 to the power of the
 *     number of recoveries
 */
public record Recovery(long divergedStep, String term, long restoredStep, double learningRateFactor) {

    @Override
    public String toString() {
        return "step " + divergedStep + " diverged (" + term + "), back to step " + restoredStep
                + " with the learning rate times " + learningRateFactor;
    }
}
