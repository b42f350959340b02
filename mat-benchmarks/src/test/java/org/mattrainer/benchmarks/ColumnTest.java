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
package org.mattrainer.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mattrainer.benchmarks.contest.BenchCase;
import org.mattrainer.benchmarks.contest.StepKind;
import org.mattrainer.benchmarks.contest.Turn;

class ColumnTest {

    private static Column column(StepKind kind, double ours, double tensorflow, double djl) {
        Column column = new Column(BenchCase.LENETS_PLUS_PLUS, kind);
        column.add(Contenders.OURS, new Turn(10, 10 * ours, 0, 0));
        column.add("tensorflow", new Turn(1, tensorflow, 0, 0));
        column.add("djl", new Turn(2, 2 * djl, 0, 0));
        return column;
    }

    @Test
    void speedIsTheMedianOfTheTurns() {
        Column column = new Column(BenchCase.LENETS_PLUS_PLUS, StepKind.SUPERVISED);
        column.add(Contenders.OURS, new Turn(1, 4, 0.5, 100));
        column.add(Contenders.OURS, new Turn(2, 2, 0.25, 200));
        column.add(Contenders.OURS, new Turn(1, 2, 0, 900));
        assertEquals(64, column.imagesPerSecond(Contenders.OURS));
        assertEquals(0.25, column.foreignCores(Contenders.OURS));
        assertEquals(200, column.allocatedPerStep(Contenders.OURS));
        column.add(Contenders.OURS + " on jdk-25", new Turn(1, 4, 0, 0));
        assertTrue(Double.isNaN(column.ratio()), "no peer, no ratio");
        assertEquals(2, column.ratio(Contenders.OURS + " on jdk-25"));
    }

    @Test
    void theRatioIsToTheFastestPeerOfTheColumn() {
        List<Column> columns = List.of(
                column(StepKind.SUPERVISED, 1, 2, 3),
                column(StepKind.MAT, 1, 3, 2.5),
                column(StepKind.INFERENCE, 2, 1, 4));
        assertEquals(
                "ratio lenetspp train=2.00 mat=2.50 infer=0.50",
                StepReportTable.ratioLine("ratio", columns, Column::ratio));
    }
}
