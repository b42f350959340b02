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
package org.mattrainer.evaluation.attack.climb;

/** The search of one image by gradient: what it keeps from step to step. */
public interface Climb {

    /**
     * Takes the value and the gradient where the search stands, and moves it.
     *
     * @param k number of the step, from 0 on without gaps
     * @param value what is climbed
     * @param x the clean images, of which this one begins at the offset
     * @param now where the searches stand; this one is moved
     * @param gradient the gradients there; that of this one is overwritten
     */
    void step(int k, double value, float[] x, float[] now, float[] gradient, int offset);
}
