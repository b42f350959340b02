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
package org.mattrainer.evaluation.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.training.EpochReport;

class HistoryCsvTest {

    @TempDir
    Path folder;

    private static EpochReport epoch(int epoch, Map<String, Double> measures, OptionalDouble loss) {
        return epoch(epoch, "smooth", measures, loss);
    }

    private static EpochReport epoch(int epoch, String term, Map<String, Double> measures, OptionalDouble loss) {
        return new EpochReport(
                epoch, 2, Map.of(term, 0.25), measures, 0.25, 0.5, OptionalDouble.empty(), loss, 0.1, 2, 3, 5L * epoch);
    }

    @Test
    void theDivergencesHaveColumnsOfTheirOwnAndEpochsWithoutThemAreEmptyThere() throws IOException {
        Path file = folder.resolve("history.csv");
        HistoryCsv history = new HistoryCsv(new Console(System.out, System.err, true, false), file);
        history.epochFinished(epoch(1, Map.of(), OptionalDouble.empty()));
        history.epochFinished(epoch(2, Map.of("smooth_L_KL", 0.75), OptionalDouble.of(0.125)));
        List<String> lines = Files.readAllLines(file);
        assertEquals(
                "epoch,objective,smooth,smooth_L_KL,training_error,validation_error,validation_loss,learning_rate,"
                        + "images_per_second,seconds,steps",
                lines.get(0));
        assertEquals("1,0.25,0.25,,0.5,,,0.1,3.0,2.0,5", lines.get(1));
        assertEquals("2,0.25,0.25,0.75,0.5,,0.125,0.1,3.0,2.0,10", lines.get(2));
        Map<String, double[]> columns = HistoryFile.read(file);
        assertArrayEquals(new double[] {Double.NaN, 0.75}, columns.get("smooth_L_KL"));
    }

    @Test
    void termsOfAnyNameAreReadBackWithTheirValues() {
        Path file = folder.resolve("history.csv");
        HistoryCsv history = new HistoryCsv(new Console(System.out, System.err, true, false), file);
        String term = "smooth, \"all\"";
        history.epochFinished(epoch(1, term, Map.of("after", 0.75), OptionalDouble.empty()));
        Map<String, double[]> columns = HistoryFile.read(file);
        assertArrayEquals(new double[] {0.25}, columns.get(term));
        assertArrayEquals(new double[] {0.75}, columns.get("after"));
        assertArrayEquals(new double[] {5}, columns.get("steps"));
    }
}
