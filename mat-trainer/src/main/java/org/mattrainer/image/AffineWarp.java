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

/**
 * Draws an image anew by an affine map of positions: the pixel (i, j) of the result is read at {@code M ((i, j) - c) + c +
 * shift}, c the centre of the image, between pixels by bilinear interpolation, outside of it as a constant.
 *
 * @param matrix M, row by row, rows of the image first, [4]
 * @param down shift of the place that is read, in rows
 * @param right shift of the place that is read, in columns
 * @param fill the number outside of the image
 */
record AffineWarp(double[] matrix, double down, double right, double fill) {

    /** Draws one image of a batch anew, in place. */
    void apply(ImageShape shape, float[] x, int index) {
        float[] source = new float[shape.area()];
        for (int c = 0; c < shape.channels(); c++) {
            int start = index * shape.size() + c * shape.area();
            System.arraycopy(x, start, source, 0, source.length);
            draw(source, shape.height(), shape.width(), x, start);
        }
    }

    private void draw(float[] source, int height, int width, float[] x, int start) {
        double middle = (height - 1) / 2.0;
        double centre = (width - 1) / 2.0;
        for (int i = 0; i < height; i++) {
            for (int j = 0; j < width; j++) {
                double row = matrix[0] * (i - middle) + matrix[1] * (j - centre) + middle + down;
                double column = matrix[2] * (i - middle) + matrix[3] * (j - centre) + centre + right;
                x[start + i * width + j] = (float) interpolate(source, height, width, row, column);
            }
        }
    }

    private double interpolate(float[] source, int height, int width, double row, double column) {
        int top = (int) Math.floor(row);
        int left = (int) Math.floor(column);
        double lower = row - top;
        double outer = column - left;
        return (1 - lower)
                        * ((1 - outer) * at(source, height, width, top, left)
                                + outer * at(source, height, width, top, left + 1))
                + lower
                        * ((1 - outer) * at(source, height, width, top + 1, left)
                                + outer * at(source, height, width, top + 1, left + 1));
    }

    private double at(float[] source, int height, int width, int row, int column) {
        boolean inside = row >= 0 && row < height && column >= 0 && column < width;
        return inside ? source[row * width + column] : fill;
    }
}
