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
package org.mattrainer.evaluation.embedding;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Exact t-SNE in two dimensions (van der Maaten and Hinton, "Visualizing Data using t-SNE", 2008): minimises
 * KL(P || Q) with Student-t similarities q by gradient descent with momentum, gains and early exaggeration, starting
 * from the two leading principal components. The cost is O(n^2) in time and memory an iteration, meant for up to a few
 * thousand points; rows are worked on in parallel and every sum has a fixed order, so the result depends on points and
 * seed alone.
 */
public final class TSne {

    private static final double EXAGGERATION = 12;
    private static final int EXAGGERATED_ITERATIONS = 250;
    private static final double INITIAL_SPREAD = 1e-4;

    private final double perplexity;
    private final int iterations;
    private final long seed;

    /**
     * Settings of a run.
     *
     * @param perplexity effective number of neighbours, above 1; 30 is usual
     * @param iterations gradient steps, at least 0; 1,000 is usual
     * @param seed of the small noise that separates coinciding points
     */
    public TSne(double perplexity, int iterations, long seed) {
        if (!(perplexity > 1) || iterations < 0) {
            throw new IllegalArgumentException("Expected a perplexity above 1 and iterations of at least 0, found "
                    + perplexity + " and " + iterations);
        }
        this.perplexity = perplexity;
        this.iterations = iterations;
        this.seed = seed;
    }

    /**
     * Embeds points.
     *
     * @param points [n][d], n at least 4 and above perplexity + 1; not modified
     * @return [n][2]
     * @throws IllegalArgumentException if there are too few points
     */
    public double[][] embed(double[][] points) {
        double[][] joint = Affinities.of(points, perplexity).joint();
        double[][] y = start(points);
        int n = y.length;
        double[][] velocity = new double[n][2];
        double[][] gains = new double[n][2];
        for (double[] gain : gains) {
            gain[0] = 1;
            gain[1] = 1;
        }
        double rate = Math.max(n / EXAGGERATION / 4, 50); // the usual automatic learning rate
        double[][] gradient = new double[n][2];
        for (int step = 0; step < iterations; step++) {
            boolean early = step < EXAGGERATED_ITERATIONS;
            gradient(joint, early ? EXAGGERATION : 1, y, gradient);
            double momentum = early ? 0.5 : 0.8;
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < 2; k++) {
                    boolean turned = gradient[i][k] > 0 != velocity[i][k] > 0;
                    gains[i][k] = Math.max(turned ? gains[i][k] + 0.2 : gains[i][k] * 0.8, 0.01);
                    velocity[i][k] = momentum * velocity[i][k] - rate * gains[i][k] * gradient[i][k];
                    y[i][k] += velocity[i][k];
                }
            }
            centre(y);
        }
        return y;
    }

    private double[][] start(double[][] points) {
        int d = Points.dimension(points);
        double[][] projected = PrincipalComponents.fit(points, Math.min(2, d)).project(points);
        double scale = 0;
        for (double[] point : projected) {
            scale += point[0] * point[0];
        }
        scale = Math.sqrt(scale / points.length);
        SplittableRandom random = new SplittableRandom(seed);
        double[][] y = new double[points.length][2];
        for (int i = 0; i < y.length; i++) {
            for (int k = 0; k < 2; k++) {
                double component = k < projected[i].length && scale > 0 ? projected[i][k] / scale : 0;
                y[i][k] = INITIAL_SPREAD * (component + 1e-2 * (random.nextDouble() - 0.5));
            }
        }
        return y;
    }

    private static void centre(double[][] y) {
        double[] mean = Points.mean(y);
        for (double[] point : y) {
            Points.addScaled(point, -1, mean);
        }
    }

    /**
     * The cost KL(P || Q) = sum p log(p / q).
     *
     * @param joint [n][n], symmetric, sums to 1
     * @param y [n][2]
     * @return the divergence, at least 0
     */
    static double cost(double[][] joint, double[][] y) {
        double normaliser = 0;
        double cost = 0;
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < y.length; j++) {
                if (i != j) {
                    double t = 1 / (1 + Points.squaredDistance(y[i], y[j]));
                    normaliser += t;
                    cost += joint[i][j] > 0 ? joint[i][j] * Math.log(joint[i][j] / t) : 0;
                }
            }
        }
        return cost + Math.log(normaliser);
    }

    /**
     * The gradient 4 sum_j (exaggeration p_ij - q_ij) t_ij (y_i - y_j), t_ij = 1 / (1 + |y_i - y_j|^2).
     *
     * @param joint [n][n]
     * @param exaggeration factor on p
     * @param y [n][2]
     * @param gradient receives [n][2]
     */
    static void gradient(double[][] joint, double exaggeration, double[][] y, double[][] gradient) {
        int n = y.length;
        double[] first = new double[n];
        double[] second = new double[n];
        for (int i = 0; i < n; i++) {
            first[i] = y[i][0];
            second[i] = y[i][1];
        }
        double[] rowSums = new double[n];
        double[][] repulsion = new double[n][2];
        IntStream.range(0, n).parallel().forEach(i -> {
            rowSums[i] = row(joint[i], exaggeration, first, second, i, gradient[i], repulsion[i]);
        });
        double normaliser = 0;
        for (double sum : rowSums) {
            normaliser += sum;
        }
        for (int i = 0; i < n; i++) {
            gradient[i][0] = 4 * (gradient[i][0] - repulsion[i][0] / normaliser);
            gradient[i][1] = 4 * (gradient[i][1] - repulsion[i][1] / normaliser);
        }
    }

    private static double row(
            double[] p, double exaggeration, double[] first, double[] second, int i, double[] pull, double[] push) {
        double sum = 0;
        double pull0 = 0;
        double pull1 = 0;
        double push0 = 0;
        double push1 = 0;
        for (int j = 0; j < p.length; j++) {
            double d0 = first[i] - first[j];
            double d1 = second[i] - second[j];
            double t = 1 / (1 + d0 * d0 + d1 * d1);
            double attraction = exaggeration * p[j] * t;
            sum += t;
            pull0 += attraction * d0;
            pull1 += attraction * d1;
            push0 += t * t * d0;
            push1 += t * t * d1;
        }
        pull[0] = pull0;
        pull[1] = pull1;
        push[0] = push0;
        push[1] = push1;
        return sum - 1; // t is 1 for j = i, which is no pair
    }
}
