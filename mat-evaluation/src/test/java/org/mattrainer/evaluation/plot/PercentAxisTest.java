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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class PercentAxisTest {

    private static LinePlot plot(double highest) {
        LinePlot plot = new LinePlot("lines", "Lines", "epoch", "error").size(440, 280);
        plot.add(new LinePlot.Line("line", new double[] {0, 1, 2}, new double[] {highest, 0.3, 0.1}, 0));
        return plot;
    }

    /** The axis is then the one that is from 0 to 100 % by request. */
    @Test
    void aShareOfNearlyAllEndsAtAll() {
        for (double highest : new double[] {0.851, 0.9, 0.97, 1}) {
            String all = plot(highest).shares().plot().toSvg();
            assertEquals(all, plot(highest).percent().plot().toSvg());
        }
        assertNotEquals(
                plot(0.4).shares().plot().toSvg(), plot(0.4).percent().plot().toSvg());
    }

    /** A band that reaches nearly all counts like a line that does. */
    @Test
    void neitherDoesABandGoBeyondAll() {
        double[] x = {0, 1};
        LinePlot.Line line = new LinePlot.Line(
                "line", x, new double[] {0.6, 0.1}, new double[] {0.2, 0}, new double[] {0.95, 0.3}, 0);
        LinePlot shares =
                new LinePlot("lines", "Lines", "epoch", "error").shares().add(line);
        LinePlot percent =
                new LinePlot("lines", "Lines", "epoch", "error").percent().add(line);
        assertEquals(shares.plot().toSvg(), percent.plot().toSvg());
    }
}
