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
package org.mattrainer.image;

import java.util.List;

/** Transforms one after the other; none at all leave the images as they are. */
final class TransformChain implements PixelTransform {

    private final List<PixelTransform> steps;

    TransformChain(List<PixelTransform> steps) {
        this.steps = List.copyOf(steps);
    }

    @Override
    public void apply(float[] x, int n) {
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).apply(x, n);
        }
    }

    @Override
    public boolean isSlow() {
        return steps.stream().anyMatch(PixelTransform::isSlow);
    }

    @Override
    public void invert(float[] x, int n) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            steps.get(i).invert(x, n);
        }
    }

    @Override
    public List<TransformState> states() {
        return steps.stream().flatMap(step -> step.states().stream()).toList();
    }
}
