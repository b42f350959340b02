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
package org.mattrainer.adversarial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.PassMode;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.internal.numbers.RandomStream;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;

class ProjectedAscentTest {

    private static final int N = 4;
    private static final int SIZE = 36;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final Workers workers = new Workers(1);
    private final float[] x = new float[N * SIZE];
    private final int[] y = {0, 1, 2, 1};
    private final Network network = NetworkNotation.parse("1x6x6:C3x4-P-M2-F-D2-P-Z-D3");
    private final NetworkEngine engine =
            new NetworkEngine(NetworkPlan.compile(network, ConvolutionAlgorithm.DIRECT), N, workers);
    private final NetworkSurroundings problem = new NetworkSurroundings(engine, new InputBox(filled(0), filled(1)));

    ProjectedAscentTest() {
        Random random = new Random(3);
        float[] parameters = new float[network.parameterCount()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) (0.4 * random.nextGaussian());
        }
        engine.load(parameters);
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextFloat();
        }
        GradientPass clean = new GradientPass(engine);
        clean.forward(x, N, PassMode.EVALUATION);
        problem.batch(x, y, clean, PassMode.EVALUATION);
        problem.divergences(null, 1, 0);
        new RandomStream(7).fillGaussian(problem.start(), 0, N * SIZE);
    }

    private static float[] filled(float value) {
        float[] values = new float[SIZE];
        Arrays.fill(values, value);
        return values;
    }

    private float[] find(Direction direction, double sigma) {
        float[] e = new float[N * SIZE];
        direction.find(problem, sigma, e);
        return e;
    }

    private static ProjectedAscent free(int steps, double stepSize, double norm, Target target, AscentStart start) {
        return ProjectedAscent.builder()
                .steps(steps)
                .stepSize(stepSize)
                .norm(norm)
                .target(target)
                .start(start)
                .box(false)
                .build();
    }

    private static double norm(float[] e, int row, double p) {
        double sum = 0;
        double largest = 0;
        for (int k = row * SIZE; k < (row + 1) * SIZE; k++) {
            sum += (double) e[k] * e[k];
            largest = Math.max(largest, Math.abs(e[k]));
        }
        return p == 2 ? Math.sqrt(sum) : largest;
    }

    private double loss(float[] e) {
        GradientPass pass = problem.perturbed(e, 1, PassMode.EVALUATION);
        double sum = 0;
        for (int i = 0; i < N; i++) {
            double[] o = Arrays.copyOfRange(pass.logits(), 3 * i, 3 * i + 3);
            double most = Arrays.stream(o).max().orElseThrow();
            sum += most + Math.log(Arrays.stream(o).map(v -> Math.exp(v - most)).sum()) - o[y[i]];
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, Double.POSITIVE_INFINITY})
    void oneFullStepFromTheExampleIsTheFastGradient(double norm) {
        float[] expected = find(new FastGradient(norm), 0.3);
        assertArrayEquals(expected, find(free(1, 1, norm, Target.CROSS_ENTROPY, AscentStart.CLEAN), 0.3), 1e-7f);
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, Double.POSITIVE_INFINITY})
    void perturbationsStayInTheBallAndTheBox(double norm) {
        for (AscentStart start : new AscentStart[] {AscentStart.NOISE, AscentStart.BALL}) {
            for (Target target : new Target[] {Target.CROSS_ENTROPY, Target.OUTPUT}) {
                float[] e = find(new ProjectedAscent(5, 0, norm, target, start), 0.4);
                for (int i = 0; i < N; i++) {
                    assertTrue(norm(e, i, norm) <= 0.4 * (1 + 1e-6), norm + " " + norm(e, i, norm));
                }
                for (int i = 0; i < e.length; i++) {
                    assertTrue(x[i] + e[i] >= 0 && x[i] + e[i] <= 1 + 1e-6, "pixel " + (x[i] + e[i]));
                }
            }
        }
    }

    /** The box shortens perturbations: it does not take back the noise of an augmentation, which is larger than the ball. */
    @ParameterizedTest
    @ValueSource(doubles = {2, Double.POSITIVE_INFINITY})
    void perturbationsOfNoisyExamplesStayInTheBallToo(double norm) {
        float[] noise = new float[x.length];
        new RandomStream(9).fillGaussian(noise, 0, noise.length);
        for (int i = 0; i < x.length; i++) {
            x[i] += noise[i];
        }
        float[] e = find(new ProjectedAscent(5, 0, norm, Target.CROSS_ENTROPY, AscentStart.BALL), 0.1);
        for (int i = 0; i < N; i++) {
            assertTrue(norm(e, i, norm) <= 0.1 * (1 + 1e-6), norm + " " + norm(e, i, norm));
            assertTrue(norm(e, i, norm) > 0.05, norm + " " + norm(e, i, norm));
        }
        for (int i = 0; i < e.length; i++) {
            float pixel = x[i] + e[i];
            assertTrue(pixel >= Math.min(0, x[i]) - 1e-6 && pixel <= Math.max(1, x[i]) + 1e-6, x[i] + " to " + pixel);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, Double.POSITIVE_INFINITY})
    void moreStepsClimbHigher(double norm) {
        double sigma = norm == 2 ? 1.5 : 0.3;
        double one = loss(find(free(1, 1, norm, Target.CROSS_ENTROPY, AscentStart.CLEAN), sigma));
        double many = loss(find(free(20, 0, norm, Target.CROSS_ENTROPY, AscentStart.CLEAN), sigma));
        double none = loss(new float[N * SIZE]);
        assertTrue(many > one && one > none, none + ", " + one + ", " + many);
    }

    @Test
    void theSearchForADivergenceBeatsOnePowerIteration() {
        float[] power = find(new PowerIteration(1, Target.OUTPUT, 0, PowerMethod.FINITE_DIFFERENCE, true), 1.5);
        float[] ascent = find(free(20, 0, 2, Target.OUTPUT, AscentStart.BALL), 1.5);
        double ofPower = Arrays.stream(problem.values(Target.OUTPUT, power, 1)).sum();
        double ofAscent =
                Arrays.stream(problem.values(Target.OUTPUT, ascent, 1)).sum();
        assertTrue(ofAscent > ofPower, ofAscent + " and " + ofPower);
    }

    @Test
    void startsInTheBallAreUniformInEachPixelOrOnTheSurface() {
        Direction cube = free(1, 1e-9, INFINITY, Target.CROSS_ENTROPY, AscentStart.BALL);
        float[] e = find(cube, 0.5);
        double mean = 0;
        double squares = 0;
        for (float value : e) {
            assertTrue(Math.abs(value) <= 0.5);
            mean += value / e.length;
            squares += value * value / e.length;
        }
        assertEquals(0, mean, 0.1);
        assertEquals(0.25 / 3, squares, 0.02);
        float[] ball = find(free(1, 1e-9, 2, Target.CROSS_ENTROPY, AscentStart.BALL), 0.5);
        for (int i = 0; i < N; i++) {
            assertEquals(0.5, norm(ball, i, 2), 1e-5);
        }
    }

    @Test
    void withoutGradientTheStartStaysAndIsCounted() {
        LinearProblem flat = new LinearProblem(new double[][] {{0, 0}}, new double[] {1}, new float[] {1, -1, 3, 4});
        float[] e = new float[4];
        assertEquals(6, free(3, 0, 2, Target.LATENT, AscentStart.BALL).find(flat, 10, e));
        assertArrayEquals(new float[] {7.0710677f, -7.0710677f, 6, 8}, e, 1e-5f);
        assertEquals(6, new ProjectedAscent(3, 0, 2, Target.LATENT, AscentStart.BALL).find(flat, 10, e));
        assertArrayEquals(new float[] {2, -1, 2, 2}, e, 1e-5f);
    }

    @Test
    void badSettingsAreRefused() {
        refused("steps", () -> free(0, 0, 2, Target.OUTPUT, AscentStart.BALL));
        refused("stepSize", () -> free(1, -1, 2, Target.OUTPUT, AscentStart.BALL));
        refused("norm", () -> free(1, 1, 3, Target.OUTPUT, AscentStart.BALL));
        refused("start", () -> free(1, 1, 2, Target.LATENT, AscentStart.CLEAN));
        refused("target", () -> new PowerIteration(1, Target.CROSS_ENTROPY, 0, PowerMethod.FINITE_DIFFERENCE, false));
        NetworkSurroundings open = new NetworkSurroundings(engine);
        assertThrows(IllegalStateException.class, () -> open.clip(new float[SIZE]));
    }

    private static void refused(String field, Runnable construction) {
        PropertyException e = assertThrows(PropertyException.class, construction::run);
        assertEquals(field, e.getProperty());
    }
}
