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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.plot.LinePlot.Line;

/**
 * The values of lines: side by side where all have the same places, else below each other.
 *
 * @param lines the lines
 * @param xTitle what the horizontal axis shows
 * @param yTitle what the vertical axis shows
 * @param xPercent whether the places are shares, to be written in percent
 * @param yPercent whether the values are
 */
record LineValues(List<Line> lines, String xTitle, String yTitle, boolean xPercent, boolean yPercent) {

    PlotValues values() {
        List<List<String>> records = new ArrayList<>(List.of(List.of("line", "x", "y", "low", "high")));
        for (Line line : lines) {
            for (int i = 0; i < line.x().length; i++) {
                if (Double.isFinite(line.y()[i])) {
                    boolean interval = line.low() != null;
                    records.add(List.of(
                            line.name(),
                            Double.toString(line.x()[i]),
                            Double.toString(line.y()[i]),
                            interval ? Double.toString(line.low()[i]) : "",
                            interval ? Double.toString(line.high()[i]) : ""));
                }
            }
        }
        boolean samePlaces = lines.stream()
                .allMatch(line -> Arrays.equals(line.x(), lines.get(0).x()));
        return samePlaces && !lines.isEmpty() ? sideBySide(records) : belowEachOther(records);
    }

    private PlotValues sideBySide(List<List<String>> records) {
        List<String> head = new ArrayList<>(List.of(xTitle));
        lines.forEach(line -> head.add(line.name()));
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < lines.get(0).x().length; i++) {
            List<String> row = new ArrayList<>(List.of(text(lines.get(0).x()[i], xPercent)));
            for (Line line : lines) {
                row.add(y(line, i));
            }
            rows.add(row);
        }
        return new PlotValues(head, rows, records);
    }

    private PlotValues belowEachOther(List<List<String>> records) {
        List<List<String>> rows = new ArrayList<>();
        for (Line line : lines) {
            for (int i = 0; i < line.x().length; i++) {
                if (Double.isFinite(line.y()[i])) {
                    rows.add(List.of(line.name(), text(line.x()[i], xPercent), y(line, i)));
                }
            }
        }
        return new PlotValues(List.of("line", xTitle, yTitle), rows, records);
    }

    private String y(Line line, int i) {
        double y = line.y()[i];
        if (!Double.isFinite(y)) {
            return "-";
        }
        return line.low() == null
                ? text(y, yPercent)
                : text(y, yPercent) + " [" + bare(line.low()[i]) + ", " + bare(line.high()[i]) + "]";
    }

    private String bare(double y) {
        return yPercent ? Numbers.fixed(100 * y, 2) : Numbers.loss(y);
    }

    private static String text(double value, boolean percent) {
        return percent ? Numbers.percent(value) : Numbers.plain(value);
    }
}
