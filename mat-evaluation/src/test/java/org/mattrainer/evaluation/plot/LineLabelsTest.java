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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LineLabelsTest {

    private static LinePlot lines(int count) {
        LinePlot plot = new LinePlot("lines", "Lines", "epoch", "loss").size(440, 280);
        for (int i = 0; i < count; i++) {
            plot.add(new LinePlot.Line("line " + i, new double[] {0, 1}, new double[] {1, 0.5 + 0.1 * i}, i));
        }
        return plot;
    }

    private static int leaders(LinePlot plot) {
        return plot.plot().toSvg().split("stroke-width=\"1\" stroke-linejoin=\"round\"", -1).length - 1;
    }

    @Test
    void namesWithRoomStandAtTheirLines() {
        assertArrayEquals(new double[] {10, 40, 90}, LineLabels.spread(new double[] {10, 40, 90}, 15, 0, 100), 1e-12);
    }

    @Test
    void namesThatWouldOverlapMoveApartAroundWhatTheyWant() {
        assertArrayEquals(
                new double[] {36.5, 51.5, 80}, LineLabels.spread(new double[] {43, 45, 80}, 15, 0, 100), 1e-12);
        // The first two meet the third only once they have moved.
        double[] three = LineLabels.spread(new double[] {50, 50, 60}, 15, 0, 100);
        assertArrayEquals(new double[] {160 / 3.0 - 15, 160 / 3.0, 160 / 3.0 + 15}, three, 1e-12);
    }

    @Test
    void namesStayWithinThePlot() {
        assertArrayEquals(new double[] {5, 20, 35}, LineLabels.spread(new double[] {0, 0, 0}, 15, 5, 100), 1e-12);
        assertArrayEquals(new double[] {65, 80, 95}, LineLabels.spread(new double[] {99, 99, 99}, 15, 5, 95), 1e-12);
    }

    @Test
    void eachOfSeveralLinesIsJoinedToItsName() {
        assertEquals(3, leaders(lines(3)));
        assertEquals(1, leaders(lines(1)), "a single line too");
        LinePlot named = new LinePlot("lines", "Lines", "epoch", "loss");
        named.add(new LinePlot.Line("Lines", new double[] {0, 1}, new double[] {1, 0.5}, 0));
        assertEquals(0, leaders(named), "the title names it");
    }

    @Test
    void moreNamesThanThereIsRoomForAreALegend() {
        assertTrue(LineLabels.fit(11, 280));
        assertFalse(LineLabels.fit(12, 280));
        assertEquals(0, leaders(lines(20)));
    }
}
