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

/** Changes nothing: for a normalisation, an activation or a pooling that does not follow a linear layer. */
final class IdentityOperator extends WeightlessOperator {

    IdentityOperator(Layout layout) {
        super(layout, layout, BLOCK);
    }

    @Override
    public void forward(float[] packed, float[] x, int xStart, float[] y, int yStart, int images, float[] scratch) {
        System.arraycopy(x, xStart, y, yStart, images * input.imageStride());
    }

    @Override
    public void inputGradient(
            float[] packed, float[] dy, int dyStart, float[] dx, int dxStart, int images, float[] scratch) {
        System.arraycopy(dy, dyStart, dx, dxStart, images * input.imageStride());
    }
}
