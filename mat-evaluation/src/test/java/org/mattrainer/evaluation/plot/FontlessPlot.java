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
package org.mattrainer.evaluation.plot;

/** Prints a plot as a page would show it, for a Java machine of its own. */
final class FontlessPlot {

    private FontlessPlot() {}

    /** Draws two lines. */
    public static void main(String[] arguments) {
        double[] x = {0, 1};
        Plot plot = new LinePlot("lines", "Lines", "epoch", "loss")
                .add(new LinePlot.Line("a", x, new double[] {1, 2}, 0))
                .add(new LinePlot.Line("b", x, new double[] {1, 3}, 1))
                .plot();
        System.out.println(plot.toInline());
        try {
            plot.toPng();
        } catch (IllegalStateException e) {
            System.out.println("refused: " + e.getMessage());
        }
    }
}
