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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.internal.kernel.vector.VectorConvolutionKernels;
import org.mattrainer.nn.ConvolutionAlgorithm;

/** Every algorithm with both kinds of arithmetic against the definition in double precision. */
class ConvolutionTest {

    /** Stated relative errors (root mean square) for independent standard normal data. */
    private static final double DIRECT_ERROR = 2e-6;

    private static final double WINOGRAD_ERROR = 1e-5;

    private static final int IMAGES = 5;

    /** What the definition gives for each shape, for all kernels and algorithms. */
    private static final Map<ConvolutionShape, ReferenceConvolution> REFERENCES = new HashMap<>();

    /** The kernels: in a process for one width of vectors those that have a width. */
    private static List<ConvolutionKernels> kernels() {
        return VectorWidthMain.isOneWidth()
                ? List.of(new VectorConvolutionKernels())
                : List.of(new ScalarConvolutionKernels(), new VectorConvolutionKernels());
    }

    static List<Arguments> convolutions() {
        List<ConvolutionShape> shapes = List.of(
                new ConvolutionShape(1, 28, 28, 32, 5, 1, 2),
                new ConvolutionShape(3, 9, 11, 17, 3, 1, 1),
                new ConvolutionShape(16, 15, 14, 16, 3, 1, 1),
                new ConvolutionShape(17, 7, 7, 31, 5, 1, 2),
                new ConvolutionShape(31, 5, 6, 48, 3, 1, 0),
                new ConvolutionShape(48, 8, 8, 17, 3, 1, 0),
                new ConvolutionShape(17, 8, 7, 31, 5, 1, 0),
                new ConvolutionShape(5, 6, 13, 5, 5, 1, 4),
                new ConvolutionShape(32, 14, 14, 48, 5, 1, 2),
                new ConvolutionShape(16, 12, 9, 33, 3, 1, 2),
                new ConvolutionShape(48, 6, 6, 31, 1, 1, 0),
                new ConvolutionShape(31, 6, 5, 3, 1, 1, 0),
                new ConvolutionShape(3, 5, 5, 1, 3, 1, 1),
                new ConvolutionShape(16, 12, 12, 17, 3, 2, 1),
                new ConvolutionShape(17, 9, 8, 16, 5, 2, 2),
                new ConvolutionShape(5, 7, 7, 16, 1, 2, 0),
                new ConvolutionShape(3, 11, 10, 5, 3, 3, 0),
                new ConvolutionShape(1, 13, 13, 3, 4, 3, 2));
        List<Arguments> arguments = new ArrayList<>();
        for (ConvolutionShape shape : shapes) {
            for (ConvolutionKernels kernels : kernels()) {
                arguments.add(Arguments.of(shape, new DirectConvolution(shape, kernels), DIRECT_ERROR));
                if (WinogradConvolution.supports(shape)) {
                    for (int tile = 4; tile <= WinogradConvolution.largestTile(shape); tile += 2) {
                        arguments.add(Arguments.of(
                                shape, new WinogradConvolution(shape, tile, tile, kernels), WINOGRAD_ERROR));
                    }
                }
            }
        }
        return arguments;
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void agreesWithTheDefinition(ConvolutionShape shape, LinearOperator convolution, double bound) {
        ReferenceConvolution reference = reference(shape);
        ConvolutionRun run = new ConvolutionRun(convolution, reference, Math.min(3, convolution.blockImages()));
        assertError(bound, reference.y, run.forward(), "y");
        assertError(bound, reference.dx, run.inputGradient(), "dx");
        assertError(bound, reference.dw, run.weightGradient(), "dw");
    }

    private static ReferenceConvolution reference(ConvolutionShape shape) {
        return REFERENCES.computeIfAbsent(shape, s -> new ReferenceConvolution(s, IMAGES, 1));
    }

    private static void assertError(double bound, double[] expected, float[] actual, String what) {
        double error = ReferenceConvolution.error(expected, actual);
        assertTrue(error < bound, what + ": expected an error below " + bound + ", found " + error);
    }

    @Tag(VectorWidthMain.ANY_WIDTH)
    @ParameterizedTest
    @MethodSource("convolutions")
    void doesNotDependOnTheCutIntoBlocks(ConvolutionShape shape, LinearOperator convolution, double bound) {
        ReferenceConvolution problem = reference(shape);
        ConvolutionRun single = new ConvolutionRun(convolution, problem, 1);
        ConvolutionRun blocks = new ConvolutionRun(convolution, problem, Math.min(3, convolution.blockImages()));
        assertArrayEquals(single.forward(), blocks.forward());
        assertArrayEquals(single.inputGradient(), blocks.inputGradient());
        assertArrayEquals(blocks.weightGradient(), blocks.weightGradient());
    }

    @Test
    void choosesByShape() {
        Kernels kernels = new ScalarKernels();
        ConvolutionAlgorithm auto = ConvolutionAlgorithm.AUTO;
        assertEquals(
                "winograd F(4,5)",
                Convolutions.create(new ConvolutionShape(32, 28, 28, 32, 5, 1, 2), auto, kernels)
                        .toString());
        assertEquals(
                "direct",
                Convolutions.create(new ConvolutionShape(1, 28, 28, 32, 5, 1, 2), auto, kernels)
                        .toString());
    }
}
