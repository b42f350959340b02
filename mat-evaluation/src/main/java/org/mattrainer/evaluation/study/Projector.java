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
package org.mattrainer.evaluation.study;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.mattrainer.evaluation.embedding.PrincipalComponents;
import org.mattrainer.evaluation.embedding.TSne;

/** A named way from vectors to points of the plane; the name is empty for vectors that are points already. */
record Projector(String name, UnaryOperator<double[][]> map) {

    /** Above the 1 that t-SNE does not take and below the 4/3 that five examples give. */
    private static final double LEAST_PERPLEXITY = 1.2;

    /** The way for clean vectors [n][d]; t-SNE has no more neighbours than they allow. */
    static Projector of(Projection projection, double[][] clean, double perplexity, int iterations, long seed) {
        if (projection == Projection.AUTO && clean[0].length == 2) {
            return new Projector("", rows -> rows);
        }
        if (projection == Projection.PCA) {
            PrincipalComponents components = PrincipalComponents.fit(clean, Math.min(2, clean[0].length));
            return new Projector("PCA", rows -> inPlane(components.project(rows)));
        }
        double spread = Math.min(perplexity, Math.max(LEAST_PERPLEXITY, (clean.length - 1) / 3.0));
        return new Projector("t-SNE", new TSne(spread, iterations, seed)::embed);
    }

    /** Points of a line lie on the first axis. */
    private static double[][] inPlane(double[][] points) {
        return Arrays.stream(points).map(point -> Arrays.copyOf(point, 2)).toArray(double[][]::new);
    }

    double[][] project(double[][] rows) {
        return map.apply(rows);
    }
}
