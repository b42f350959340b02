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
 * The numerical kernels apart from convolutions. Those with a {@link Layout} work on one image and on all channels of
 * its pixels, padding included; a layout without halo is called compact. Every number depends on its own image alone
 * and sums run in a fixed order, so that results do not depend on batches or threads.
 */
public interface Kernels {

    /** Floats of scratch space that {@link #dots} needs: four chains of eight vectors. */
    int DOT_SCRATCH = 4 * 8 * Layout.CHANNEL_BLOCK;

    /**
     * Names the implementation, for provenance and headers.
     *
     * @return such as {@code scalar} or {@code vector 512 bit}
     */
    String description();

    /**
     * Width of the vectors.
     *
     * @return floats per vector, 1 for scalar code
     */
    int lanes();

    /**
     * The arithmetic of convolutions on the same vectors.
     *
     * @return the kernels
     */
    ConvolutionKernels convolutions();

    /**
     * y = act(scale x + shift).
     *
     * @param f per-channel values
     * @param x the image
     * @param xStart index of its first value
     * @param xLayout its layout
     * @param y receives the result
     * @param yStart index of the first value of the result's image
     * @param yLayout layout of the result, of the same pixel stride
     */
    void activate(Pointwise f, float[] x, int xStart, Layout xLayout, float[] y, int yStart, Layout yLayout);

    /**
     * Forward derivative: dy = act'(u) (scale dx + base + tilt x), u = scale x + shift; act'(0) is the slope.
     *
     * @param f per-channel values
     * @param c per-channel correction
     * @param dx tangent of x, compact
     * @param dxStart index of its first value
     * @param x the image, compact
     * @param xStart index of its first value
     * @param layout layout of x and dx
     * @param dy receives the result
     * @param dyStart index of the first value of the result's image
     * @param dyLayout layout of the result, of the same pixel stride
     */
    void activateTangent(
            Pointwise f,
            Correction c,
            float[] dx,
            int dxStart,
            float[] x,
            int xStart,
            Layout layout,
            float[] dy,
            int dyStart,
            Layout dyLayout);

    /**
     * Backward derivative: dx = scale act'(u) dy + base + tilt x, u = scale x + shift; act'(0) is the slope.
     *
     * @param f per-channel values
     * @param c per-channel correction
     * @param dy gradient of y, compact
     * @param dyStart index of its first value
     * @param x the image, compact
     * @param xStart index of its first value
     * @param layout layout of x and dy
     * @param dx receives the result
     * @param dxStart index of the first value of the result's image
     * @param dxLayout layout of the result, of the same pixel stride
     */
    void activateGradient(
            Pointwise f,
            Correction c,
            float[] dy,
            int dyStart,
            float[] x,
            int xStart,
            Layout layout,
            float[] dx,
            int dxStart,
            Layout dxLayout);

    /**
     * y = base + tilt x.
     *
     * @param c per-channel correction
     * @param x the image, compact
     * @param xStart index of its first value
     * @param layout its layout
     * @param y receives the result
     * @param yStart index of the first value of the result's image
     * @param yLayout layout of the result, of the same pixel stride
     */
    void correct(Correction c, float[] x, int xStart, Layout layout, float[] y, int yStart, Layout yLayout);

    /**
     * Sums over the pixels of a compact image that the gradients of per-channel parameters need. With s the pixel
     * stride, {@code sums[c]} receives the sum of {@code act'(u) dy}, {@code sums[s + c]} that of
     * {@code act'(u) dy (x - centre)}, {@code sums[2 s + c]} that of {@code dy u} where u is not above 0.
     *
     * @param f per-channel values
     * @param centre per-channel centre
     * @param dy gradient of y, compact
     * @param dyStart index of its first value
     * @param x the image, compact
     * @param xStart index of its first value
     * @param layout layout of x and dy
     * @param sums receives 3 s values, overwritten
     */
    void gradientSums(
            Pointwise f, float[] centre, float[] dy, int dyStart, float[] x, int xStart, Layout layout, float[] sums);

    /**
     * Sums over the pixels of a compact image that the tangent of batch statistics needs: {@code sums[c]} receives the
     * sum of dx, {@code sums[s + c]} that of {@code dx (x - centre)}.
     *
     * @param centre per-channel centre
     * @param dx tangent of x, compact
     * @param dxStart index of its first value
     * @param x the image, compact
     * @param xStart index of its first value
     * @param layout layout of x and dx
     * @param sums receives 2 s values, overwritten, s being the pixel stride
     */
    void tangentSums(float[] centre, float[] dx, int dxStart, float[] x, int xStart, Layout layout, float[] sums);

    /**
     * Mean and sum of squared deviations of each channel of a compact image, in two passes.
     *
     * @param x the image, compact
     * @param xStart index of its first value
     * @param layout its layout
     * @param moments receives the means, then, from the pixel stride on, the sums of squared deviations
     */
    void moments(float[] x, int xStart, Layout layout, float[] moments);

    /**
     * Max-pooling by activated value: of each window the x with the greatest {@code act(scale x + shift)}, the first
     * such x in row-major order, and its place.
     *
     * @param f per-channel values
     * @param shape the shape
     * @param x the image, compact
     * @param xStart index of its first value
     * @param y receives the chosen x (not activated), compact
     * @param argmax receives the place in the window, row * kernel + column; floats suit vectors of every width
     * @param yStart index of the first value of the result's image in y and in argmax
     */
    void pool(Pointwise f, PoolShape shape, float[] x, int xStart, float[] y, float[] argmax, int yStart);

    /**
     * Adds the gradient of a max-pooling to that of its input.
     *
     * @param shape the shape
     * @param dy gradient of the chosen values, compact
     * @param dyStart index of its first value
     * @param argmax the places
     * @param argmaxStart index of the first place
     * @param dx receives the sums
     * @param dxStart index of the first value of the image
     * @param dxLayout layout of dx
     */
    void unpool(
            PoolShape shape,
            float[] dy,
            int dyStart,
            float[] argmax,
            int argmaxStart,
            float[] dx,
            int dxStart,
            Layout dxLayout);

    /**
     * Picks the values at the places that a max-pooling chose.
     *
     * @param shape the shape
     * @param x the image, compact
     * @param xStart index of its first value
     * @param argmax the places
     * @param argmaxStart index of the first place
     * @param y receives the values, compact
     * @param yStart index of the first value of the result's image
     */
    void gather(PoolShape shape, float[] x, int xStart, float[] argmax, int argmaxStart, float[] y, int yStart);

    /**
     * Multiplies an image by another, in place.
     *
     * @param x the image
     * @param xStart index of its first value
     * @param xLayout its layout
     * @param factor the factors, compact, of the same pixel stride
     * @param factorStart index of the first factor
     */
    void multiply(float[] x, int xStart, Layout xLayout, float[] factor, int factorStart);

    /**
     * Inner products of rows, c = a b': c[i][j] is the sum over k of a[i][k] b[j][k]. Each depends on its own two rows
     * alone.
     *
     * @param rows rows of a and c
     * @param a left factor
     * @param aStart index of its first value
     * @param aStep floats between its rows
     * @param columns rows of b, columns of c
     * @param b right factor
     * @param bStart index of its first value
     * @param bStep floats between its rows
     * @param length number of values of a row of a and b
     * @param c receives the sums of the products
     * @param cStart index of the first sum
     * @param cStep floats between its rows
     * @param scratch of {@link #DOT_SCRATCH} floats
     */
    void dots(
            int rows,
            float[] a,
            int aStart,
            int aStep,
            int columns,
            float[] b,
            int bStart,
            int bStep,
            int length,
            float[] c,
            int cStart,
            int cStep,
            float[] scratch);

    /**
     * y += alpha x.
     *
     * @param alpha the factor
     * @param x the vector that is added
     * @param xStart index of its first value
     * @param y the vector that is changed
     * @param yStart index of its first value
     * @param length number of values
     */
    void axpy(float alpha, float[] x, int xStart, float[] y, int yStart, int length);
}
