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

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.mattrainer.evaluation.format.Numbers;

/**
 * A plot of lines over numbers, each named at its right end, with bands for their confidence intervals. A single line
 * that the title names has no other name; more lines than can be named beside each other have a legend.
 */
public final class LinePlot {

    private static final Marker[] MARKERS = {
        SeriesMarkers.CIRCLE,
        SeriesMarkers.SQUARE,
        SeriesMarkers.TRIANGLE_UP,
        SeriesMarkers.DIAMOND,
        SeriesMarkers.TRIANGLE_DOWN,
        SeriesMarkers.CROSS
    };

    /**
     * One line. Points whose y is not finite are left out.
     *
     * @param name what to call it
     * @param x [n], rising
     * @param y [n]
     * @param low [n] lower ends of the confidence intervals, or null for none
     * @param high [n] upper ends of the confidence intervals, or null for none
     * @param colour index in the palette, at least 0, and of the markers
     */
    public record Line(String name, double[] x, double[] y, double[] low, double[] high, int colour) {

        /**
         * A line without intervals.
         *
         * @param name what to call it
         * @param x [n], rising
         * @param y [n]
         * @param colour index in the palette
         */
        public Line(String name, double[] x, double[] y, int colour) {
            this(name, x, y, null, null, colour);
        }
    }

    private static final BasicStroke DASHED =
            new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0);

    private static final String DIAGONAL = "perfect";

    /** A share from which on an axis ends at 100 %. */
    private static final double NEARLY_ALL = 0.85;

    private final String name;
    private final String title;
    private final String xTitle;
    private final String yTitle;
    private final List<Line> lines = new ArrayList<>();
    private int width = 680;
    private int height = 400;
    private boolean percent;
    private boolean shares;
    private boolean whole;
    private boolean diagonal;

    /**
     * A plot without lines.
     *
     * @param name what to call its files: lower-case letters, digits and hyphens
     * @param title its heading
     * @param xTitle what the horizontal axis shows, with its unit
     * @param yTitle what the vertical axis shows, with its unit
     */
    public LinePlot(String name, String title, String xTitle, String yTitle) {
        this.name = name;
        this.title = title;
        this.xTitle = xTitle;
        this.yTitle = yTitle;
    }

    /**
     * Sets its size.
     *
     * @param newWidth in points
     * @param newHeight in points
     * @return this
     */
    public LinePlot size(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        return this;
    }

    /**
     * Writes the values, which are shares, in percent.
     *
     * @return this
     */
    public LinePlot percent() {
        percent = true;
        return this;
    }

    /**
     * Shows the vertical axis from 0 to 100 %; the values are shares in [0, 1].
     *
     * @return this
     */
    public LinePlot shares() {
        percent = true;
        shares = true;
        return this;
    }

    /**
     * Labels the horizontal axis at whole numbers only, such as epochs.
     *
     * @return this
     */
    public LinePlot wholeNumbers() {
        whole = true;
        return this;
    }

    /**
     * Shows where both axes are equal; the horizontal one, too, is a share in [0, 1] and written in percent.
     *
     * @return this
     */
    public LinePlot diagonal() {
        diagonal = true;
        return this;
    }

    /**
     * Adds a line.
     *
     * @param line the line
     * @return this
     */
    public LinePlot add(Line line) {
        lines.add(line);
        return this;
    }

    /**
     * Draws.
     *
     * @return the plot
     */
    public Plot plot() {
        XYChart chart = PlotStyle.chart(width, height, title, xTitle, yTitle);
        AxesChartStyler style = chart.getStyler();
        double left = lines.stream().mapToDouble(line -> line.x()[0]).min().orElse(0);
        double right = lines.stream()
                .mapToDouble(line -> line.x()[line.x().length - 1])
                .max()
                .orElse(1);
        setAxes(style, left, right);
        if (diagonal) {
            XYSeries line = chart.addSeries(DIAGONAL, new double[] {left, right}, new double[] {left, right});
            draw(line, Palette.DIM, SeriesMarkers.NONE, 1f);
            line.setLineStyle(
                    new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {4, 4}, 0));
        }
        // Bands first: lines are drawn over all of them.
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).low() != null) {
                band(chart, lines.get(i), i);
            }
        }
        // A second line of one colour is about the same thing, and dashed.
        Set<Integer> colours = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = finite(lines.get(i));
            if (line.x().length > 0) {
                // Two lines may have one name, two series may not.
                XYSeries series = chart.addSeries("line " + i, line.x(), line.y());
                series.setLabel(line.name());
                draw(series, Palette.series(line.colour()), MARKERS[line.colour() % MARKERS.length], 2f);
                if (!colours.add(line.colour())) {
                    series.setLineStyle(DASHED);
                }
            }
        }
        style.setMarkerSize(6);
        boolean named =
                lines.size() > 1 || !lines.isEmpty() && !lines.get(0).name().equals(title);
        boolean direct = named && LineLabels.fit(lines.size() + 1, height);
        style.setLegendVisible(named && !direct);
        LineLabels labels = labels(direct, right);
        PlotValues values = new LineValues(lines, xTitle, yTitle, diagonal, percent).values();
        return new Plot(
                name, describe(), values, width, height, (graphics, w, h) -> labels.paint(chart, graphics, w, h));
    }

    /** The names of the lines at their ends; none where there is a legend or nothing to tell apart. */
    private LineLabels labels(boolean direct, double right) {
        LineLabels labels = new LineLabels(width);
        if (direct) {
            for (Line line : lines) {
                Line shown = finite(line);
                int last = shown.x().length - 1;
                if (last >= 0) {
                    labels.add(line.name(), Palette.series(line.colour()), shown.x()[last], shown.y()[last]);
                }
            }
            if (diagonal) {
                labels.add(DIAGONAL, Palette.DIM, right, right);
            }
        }
        return labels;
    }

    private void setAxes(AxesChartStyler style, double left, double right) {
        double margin = left < right ? 0 : 1;
        style.setXAxisMin(left - margin);
        style.setXAxisMax(right + margin);
        style.setXAxisTickLabelsFormattingFunction(x -> whole && x != Math.rint(x) ? "" : tick(x, diagonal));
        if (shares) {
            style.setYAxisMin(0.0);
            style.setYAxisMax(1.0);
        } else {
            double least = values(line -> line.low() == null ? line.y() : line.low())
                    .min()
                    .orElse(0);
            double most = values(line -> line.high() == null ? line.y() : line.high())
                    .max()
                    .orElse(1);
            // A line far above zero shows its changes; any other reads best with zero on the axis.
            if (least >= 0 && least <= 0.5 * most) {
                style.setYAxisMin(0.0);
            }
            // What the platform leaves free above a share of nearly all would be more than all.
            if (percent && most > NEARLY_ALL && most <= 1) {
                style.setYAxisMax(1.0);
            }
            if (least == most) {
                style.setYAxisMin(Math.min(0, 2 * most));
                style.setYAxisMax(most == 0 || percent && most > 0.5 ? 1 : Math.max(0, 2 * most));
            }
        }
        style.setYAxisTickLabelsFormattingFunction(y -> tick(y, percent));
    }

    private static String tick(double value, boolean inPercent) {
        return inPercent ? Numbers.plain(100 * value) + " %" : Numbers.plain(value);
    }

    private DoubleStream values(Function<Line, double[]> part) {
        return lines.stream()
                .flatMapToDouble(line -> Arrays.stream(part.apply(line)))
                .filter(Double::isFinite);
    }

    private static void draw(XYSeries series, Color colour, Marker marker, float width) {
        series.setLineColor(colour);
        series.setMarkerColor(colour);
        series.setMarker(marker);
        series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }

    private static void band(XYChart chart, Line line, int index) {
        int n = line.x().length;
        double[] x = new double[2 * n];
        double[] y = new double[2 * n];
        for (int i = 0; i < n; i++) {
            x[i] = line.x()[i];
            y[i] = line.high()[i];
            x[2 * n - 1 - i] = line.x()[i];
            y[2 * n - 1 - i] = line.low()[i];
        }
        XYSeries series = chart.addSeries("band " + index, x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
        series.setFillColor(Palette.transparent(Palette.series(line.colour()), 45));
        series.setLineStyle(new BasicStroke(0));
        series.setLineColor(new Color(0, 0, 0, 0));
        series.setMarker(SeriesMarkers.NONE);
        series.setShowInLegend(false);
    }

    private static Line finite(Line line) {
        int[] kept = IntStream.range(0, line.x().length)
                .filter(i -> Double.isFinite(line.y()[i]))
                .toArray();
        return new Line(
                line.name(),
                Arrays.stream(kept).mapToDouble(i -> line.x()[i]).toArray(),
                Arrays.stream(kept).mapToDouble(i -> line.y()[i]).toArray(),
                line.colour());
    }

    private String describe() {
        StringBuilder text = new StringBuilder(title + ": " + yTitle + " over " + xTitle + ".");
        for (Line line : lines) {
            Line shown = finite(line);
            int n = shown.x().length;
            if (n > 0) {
                text.append(' ').append(line.name()).append(" goes from ").append(value(shown.y()[0]));
                text.append(" to ").append(value(shown.y()[n - 1])).append('.');
            }
        }
        return text.toString();
    }

    private String value(double y) {
        return percent ? Numbers.percent(y) : Numbers.loss(y);
    }
}
