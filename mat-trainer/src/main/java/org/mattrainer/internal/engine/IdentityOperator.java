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

/** Changes nothing: for a normalisation, an activation or a pooling that does not follow a linear layer. */
final class IdentityOperator implements LinearOperator {

    private static final int BLOCK = 4;

    private final Layout layout;

    IdentityOperator(Layout layout) {
        this.layout = layout;
    }

    @Override
    public Layout input() {
        return layout;
    }

    @Override
    public Layout output() {
        return layout;
    }

    @Override
    public Layout upstream() {
        return layout;
    }

    @Override
    public Layout inputGradient() {
        return layout;
    }

    @Override
    public int blockImages() {
        return BLOCK;
    }

    @Override
    public void forward(float[] packed, float[] x, int xStart, float[] y, int yStart, int images, float[] scratch) {
        System.arraycopy(x, xStart, y, yStart, images * layout.imageStride());
    }

    @Override
    public void inputGradient(
            float[] packed, float[] dy, int dyStart, float[] dx, int dxStart, int images, float[] scratch) {
        System.arraycopy(dy, dyStart, dx, dxStart, images * layout.imageStride());
    }
}
