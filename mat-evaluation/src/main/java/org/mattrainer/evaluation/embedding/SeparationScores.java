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

import java.util.Arrays;
import org.mattrainer.internal.numbers.ArgMax;

/**
 * Numbers that say how well classes are separated in a space, so that a scatter plot can be tested.
 *
 * @param neighbourAccuracy share of points whose class is the majority class of their nearest neighbours, in [0, 1]
 * @param silhouette mean silhouette coefficient (Rousseeuw, 1987), in [-1, 1]; 1 for tight, distant classes
 * @param withinBetweenRatio mean distance of the points from their class mean over the mean distance between class
 *     means, at least 0; 0 for classes that are single points, NaN with fewer than two classes
 */
public record SeparationScores(double neighbourAccuracy, double silhouette, double withinBetweenRatio) {

    /**
     * Computes the scores.
     *
     * @param points [n][d], n at least 2; not modified
     * @param labels [n], classes from 0
     * @param neighbours number k of nearest neighbours that vote, at least 1; of equal counts the smaller class wins
     * @return the scores
     * @throws IllegalArgumentException if the arrays do not fit together
     */
    public static SeparationScores of(double[][] points, int[] labels, int neighbours) {
        if (points.length != labels.length || points.length < 2 || neighbours < 1) {
            throw new IllegalArgumentException(
                    "Expected at least 2 points, one label each and at least 1 neighbour, found " + points.length
                            + " points, " + labels.length + " labels and " + neighbours + " neighbours");
        }
        int classes = Arrays.stream(labels).max().getAsInt() + 1;
        double[][] squared = Points.squaredDistances(points);
        return new SeparationScores(
                neighbourAccuracy(squared, labels, classes, Math.min(neighbours, points.length - 1)),
                silhouette(squared, labels, classes),
                withinBetween(points, labels, classes));
    }

    private static double neighbourAccuracy(double[][] squared, int[] labels, int classes, int k) {
        int correct = 0;
        for (int i = 0; i < labels.length; i++) {
            int self = i;
            int[] votes = new int[classes];
            double[] others = new double[labels.length - 1];
            for (int j = 0, m = 0; j < labels.length; j++) {
                if (j != self) {
                    others[m++] = squared[self][j];
                }
            }
            Arrays.sort(others);
            double radius = others[k - 1];
            for (int j = 0; j < labels.length; j++) {
                if (j != self && squared[self][j] <= radius) { // points at the same distance vote together
                    votes[labels[j]]++;
                }
            }
            correct += ArgMax.of(votes) == labels[i] ? 1 : 0;
        }
        return (double) correct / labels.length;
    }

    private static double silhouette(double[][] squared, int[] labels, int classes) {
        int[] counts = new int[classes];
        for (int label : labels) {
            counts[label]++;
        }
        double total = 0;
        for (int i = 0; i < labels.length; i++) {
            double[] sums = new double[classes];
            for (int j = 0; j < labels.length; j++) {
                sums[labels[j]] += Math.sqrt(squared[i][j]);
            }
            double nearestOther = Double.POSITIVE_INFINITY;
            for (int c = 0; c < classes; c++) {
                if (c != labels[i] && counts[c] > 0) {
                    nearestOther = Math.min(nearestOther, sums[c] / counts[c]);
                }
            }
            int own = counts[labels[i]] - 1;
            if (own > 0 && nearestOther < Double.POSITIVE_INFINITY) { // a lone point scores 0 by definition
                double within = sums[labels[i]] / own;
                double larger = Math.max(within, nearestOther);
                total += larger > 0 ? (nearestOther - within) / larger : 0;
            }
        }
        return total / labels.length;
    }

    private static double withinBetween(double[][] points, int[] labels, int classes) {
        double[][] means = new double[classes][points[0].length];
        int[] counts = new int[classes];
        for (int i = 0; i < labels.length; i++) {
            Points.addScaled(means[labels[i]], 1, points[i]);
            counts[labels[i]]++;
        }
        for (int c = 0; c < classes; c++) {
            for (int k = 0; counts[c] > 0 && k < means[c].length; k++) {
                means[c][k] /= counts[c];
            }
        }
        double within = 0;
        for (int i = 0; i < labels.length; i++) {
            within += Math.sqrt(Points.squaredDistance(points[i], means[labels[i]])) / labels.length;
        }
        double between = 0;
        int pairs = 0;
        for (int a = 0; a < classes; a++) {
            for (int b = a + 1; b < classes; b++) {
                if (counts[a] > 0 && counts[b] > 0) {
                    between += Math.sqrt(Points.squaredDistance(means[a], means[b]));
                    pairs++;
                }
            }
        }
        return within / (between / pairs);
    }
}
