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
 * A grid of pixels. Point (i, j) reads the input around pixel {@code (i inStep + inOrigin, j inStep + inOrigin)} and
 * writes output pixel {@code (i outStep + outRow, j outStep + outColumn)}.
 *
 * @param rows rows of the grid
 * @param columns columns of the grid
 * @param inStep step of the input
 * @param inOrigin first row and column of the input
 * @param outStep step of the output
 * @param outRow first row of the output
 * @param outColumn first column of the output
 */
record DirectGrid(int rows, int columns, int inStep, int inOrigin, int outStep, int outRow, int outColumn) {

    /** Whether the grid holds every pixel of the input and of the output. */
    boolean isDense() {
        return inStep == 1 && outStep == 1;
    }

    /** Where a row reads. */
    int inOffset(int row, Layout layout) {
        return layout.offset(row * inStep + inOrigin, inOrigin);
    }

    /** Where a row writes. */
    int outOffset(int row, Layout layout) {
        return layout.offset(row * outStep + outRow, outColumn);
    }
}
