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
package org.mattrainer.evaluation.report;

import java.util.List;
import java.util.function.DoubleFunction;
import org.mattrainer.evaluation.format.Html;
import org.mattrainer.evaluation.format.Numbers;

/** A small line chart over the epochs as inline SVG; its colours come from the page. */
final class LineChart {

    /** One line: the values of epochs 1, 2, ...; NaN where there is none. */
    record Series(String name, double[] values) {}

    private static final int LEFT = 64;
    private static final int RIGHT = 12;
    private static final int TOP = 26;
    private static final int BOTTOM = 30;
    private static final int GRID_LINES = 4;

    private final String title;
    private final int width;
    private final int height;
    private final List<Series> lines;
    private final DoubleFunction<String> format;
    private final int epochs;
    private final double step;
    private final double low;
    private final double high;

    LineChart(String title, int width, int height, List<Series> lines, DoubleFunction<String> format) {
        this.title = title;
        this.width = width;
        this.height = height;
        this.lines = lines;
        this.format = format;
        int most = 1;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (Series line : lines) {
            most = Math.max(most, line.values().length);
            for (double value : line.values()) {
                if (Double.isFinite(value)) {
                    min = Math.min(min, value);
                    max = Math.max(max, value);
                }
            }
        }
        this.epochs = most;
        double ceiling = min > max ? 1 : max;
        // A line far above zero shows its changes; any other reads best with zero on the axis.
        double floor = min > 0.5 * ceiling || min < 0 ? min : 0;
        this.step = niceStep(Math.max(ceiling - floor, 1e-9) / GRID_LINES);
        this.low = step * Math.floor(floor / step);
        this.high = Math.max(step * Math.ceil(ceiling / step), low + step);
    }

    /** The smallest of 1, 2 and 5 times a power of ten that is not below a number. */
    private static double niceStep(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= least) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** The chart as an svg element. */
    String toSvg() {
        Html svg = new Html();
        svg.raw("<svg viewBox=\"0 0 " + width + " " + height + "\" role=\"img\"><title>")
                .text(title)
                .raw("</title>");
        svg.raw("<text class=\"t\" x=\"" + LEFT + "\" y=\"16\">").text(title).raw("</text>");
        grid(svg);
        for (int i = 0; i < lines.size(); i++) {
            line(svg, i);
        }
        return svg.raw("</svg>\n").toString();
    }

    private void grid(Html svg) {
        long count = Math.round((high - low) / step);
        for (int i = 0; i <= count; i++) {
            double value = low + step * i;
            String y = Numbers.fixed(y(value), 1);
            svg.raw("<line class=\"g\" x1=\"" + LEFT + "\" x2=\"" + (width - RIGHT) + "\" y1=\"" + y + "\" y2=\"" + y
                    + "\"/>");
            svg.raw("<text class=\"a\" text-anchor=\"end\" x=\"" + (LEFT - 6) + "\" y=\"" + y + "\" dy=\"4\">")
                    .text(format.apply(value))
                    .raw("</text>");
        }
        int stride = Math.max(1, (epochs + 4) / 5);
        for (int epoch = 1; epoch <= epochs; epoch += stride) {
            svg.raw("<text class=\"a\" text-anchor=\"middle\" x=\"" + Numbers.fixed(x(epoch), 1) + "\" y=\""
                    + (height - 12) + "\">" + epoch + "</text>");
        }
        svg.raw("<text class=\"a\" text-anchor=\"end\" x=\"" + (width - RIGHT) + "\" y=\"" + (height - 1)
                + "\">epoch</text>");
    }

    private void line(Html svg, int index) {
        double[] values = lines.get(index).values();
        StringBuilder points = new StringBuilder();
        Html dots = new Html();
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                String x = Numbers.fixed(x(i + 1), 1);
                String y = Numbers.fixed(y(values[i]), 1);
                points.append(x).append(',').append(y).append(' ');
                dots.raw("<circle class=\"d" + index + "\" cx=\"" + x + "\" cy=\"" + y + "\" r=\"2.5\"><title>")
                        .text("epoch " + (i + 1) + ": " + lines.get(index).name() + " " + format.apply(values[i]))
                        .raw("</title></circle>");
            }
        }
        svg.raw("<polyline class=\"l" + index + "\" points=\""
                + points.toString().trim() + "\"/>" + dots);
        if (lines.size() > 1) {
            int x = width - RIGHT - 110 * (lines.size() - index);
            svg.raw("<circle class=\"d" + index + "\" cx=\"" + x + "\" cy=\"12\" r=\"4\"/><text class=\"a\" x=\""
                            + (x + 8) + "\" y=\"16\">")
                    .text(lines.get(index).name())
                    .raw("</text>");
        }
    }

    private double x(int epoch) {
        double room = width - LEFT - RIGHT - 12.0;
        return LEFT + 6 + (epochs == 1 ? room / 2 : room * (epoch - 1) / (epochs - 1));
    }

    private double y(double value) {
        return TOP + (height - TOP - BOTTOM) * (high - value) / (high - low);
    }
}
