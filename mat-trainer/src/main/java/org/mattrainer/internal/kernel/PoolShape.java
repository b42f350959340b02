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
package org.mattrainer.internal.kernel;

/**
 * The shape of a max-pooling of compact images (layouts without halo).
 *
 * @param kernel rows and columns of the window
 * @param stride step between windows
 * @param input layout of the image that is pooled
 * @param output layout of the result
 */
public record PoolShape(int kernel, int stride, Layout input, Layout output) {

    /**
     * Rows of a window, fewer than {@link #kernel} where it is clipped at the end of the input.
     *
     * @param row row of the output
     * @return rows of its window
     */
    public int windowRows(int row) {
        return Math.min(kernel, input.height() - row * stride);
    }

    /**
     * Columns of a window, fewer than {@link #kernel} where it is clipped at the end of the input.
     *
     * @param column column of the output
     * @return columns of its window
     */
    public int windowColumns(int column) {
        return Math.min(kernel, input.width() - column * stride);
    }
}
