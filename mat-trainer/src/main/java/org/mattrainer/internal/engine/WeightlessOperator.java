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

import org.mattrainer.internal.kernel.Layout;
import org.mattrainer.internal.kernel.LinearOperator;

/** An operator without weights, whose gradients lie as its values do. */
abstract class WeightlessOperator implements LinearOperator {

    /** The images of a block where nothing speaks for another number. */
    static final int BLOCK = 4;

    /** Layout of x and dL/dx, compact. */
    final Layout input;

    /** Layout of y and dL/dy, compact. */
    final Layout output;

    private final int blockImages;

    /**
     * Makes an operator.
     *
     * @param input layout of x, compact
     * @param output layout of y, compact
     * @param blockImages see {@link #blockImages()}
     */
    WeightlessOperator(Layout input, Layout output, int blockImages) {
        this.input = input;
        this.output = output;
        this.blockImages = blockImages;
    }

    @Override
    public final Layout input() {
        return input;
    }

    @Override
    public final Layout output() {
        return output;
    }

    @Override
    public final Layout upstream() {
        return output;
    }

    @Override
    public final Layout inputGradient() {
        return input;
    }

    @Override
    public final int blockImages() {
        return blockImages;
    }
}
