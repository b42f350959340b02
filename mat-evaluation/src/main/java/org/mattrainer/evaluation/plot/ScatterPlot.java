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

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.mattrainer.evaluation.format.Numbers;

/** Points in the plane, coloured by class, with the name of each class in its middle. */
public final class ScatterPlot {

    private static final int SIZE = 380;
    private static final int POINT_SIZE = 4;
    private static final double MARGIN = 0.04;

    /** A name takes about these shares of the axes. */
    private static final double LETTER_WIDTH = 0.04;

    private static final double NAME_HEIGHT = 0.052;
    private static final int ROUNDS = 50;

    private final String name;
    private final String title;
    private final String xTitle;
    private final String yTitle;
    private double[] limits;

    /**
     * A plot without points.
     *
     * @param name what to call its files: lower-case letters, digits and hyphens
     * @param title its heading
     * @param xTitle what the horizontal axis shows
     * @param yTitle what the vertical axis shows
     */
    public ScatterPlot(String name, String title, String xTitle, String yTitle) {
        this.name = name;
        this.title = title;
        this.xTitle = xTitle;
        this.yTitle = yTitle;
    }

    /**
     * Sets the axes, so that plots can be compared; otherwise they fit the points.
     *
     * @param newLimits smallest x, largest x, smallest y, largest y, see {@link #limits(double[][])}
     * @return this
     */
    public ScatterPlot within(double[] newLimits) {
        limits = newLimits.clone();
        return this;
    }

    /**
     * The range of points.
     *
     * @param points [n][2], n at least 1
     * @return smallest x, largest x, smallest y, largest y, with a margin
     */
    public static double[] limits(double[][] points) {
        double[] range = new double[4];
        for (int k = 0; k < 2; k++) {
            int axis = k;
            double low = Arrays.stream(points).mapToDouble(p -> p[axis]).min().orElse(0);
            double high = Arrays.stream(points).mapToDouble(p -> p[axis]).max().orElse(1);
            double margin = Math.max(MARGIN * (high - low), 1e-6);
            range[2 * k] = low - margin;
            range[2 * k + 1] = high + margin;
        }
        return range;
    }

    /**
     * Draws.
     *
     * @param points [n][2], n at least 1
     * @param classes [n], index of each point's class
     * @param labels names of the classes
     * @return the plot
     */
    public Plot plot(double[][] points, int[] classes, List<String> labels) {
        XYChart chart = PlotStyle.chart(SIZE, SIZE, title, xTitle, yTitle);
        AxesChartStyler style = chart.getStyler();
        double[] range = limits == null ? limits(points) : limits;
        style.setXAxisMin(range[0]);
        style.setXAxisMax(range[1]);
        style.setYAxisMin(range[2]);
        style.setYAxisMax(range[3]);
        style.setXAxisTickLabelsFormattingFunction(Numbers::plain);
        style.setYAxisTickLabelsFormattingFunction(Numbers::plain);
        style.setMarkerSize(POINT_SIZE);
        style.setLegendVisible(false);
        style.setAnnotationTextFont(PlotStyle.font(java.awt.Font.BOLD, 13));
        List<String> names = new ArrayList<>();
        List<double[]> places = new ArrayList<>();
        for (int c = 0; c < labels.size(); c++) {
            int current = c;
            int[] members = IntStream.range(0, points.length)
                    .filter(i -> classes[i] == current && inside(points[i], range))
                    .toArray();
            if (members.length > 0) {
                names.add(labels.get(c));
                places.add(draw(chart, labels.get(c), c, points, members));
            }
        }
        int longest = names.stream().mapToInt(String::length).max().orElse(0);
        separate(places, longest * LETTER_WIDTH * (range[1] - range[0]), NAME_HEIGHT * (range[3] - range[2]));
        for (int i = 0; i < names.size(); i++) {
            chart.addAnnotation(new AnnotationText(names.get(i), places.get(i)[0], places.get(i)[1], false));
        }
        return new Plot(
                name,
                title + ": " + Numbers.count(points.length) + " points of " + labels.size() + " classes; " + xTitle
                        + " across, " + yTitle + " up.",
                values(points, classes, labels),
                chart);
    }

    /** The middle of each class to read, every point for programs. */
    private PlotValues values(double[][] points, int[] classes, List<String> labels) {
        List<List<String>> rows = new ArrayList<>();
        for (int c = 0; c < labels.size(); c++) {
            int current = c;
            double[][] members = IntStream.range(0, points.length)
                    .filter(i -> classes[i] == current)
                    .mapToObj(i -> points[i])
                    .toArray(double[][]::new);
            if (members.length > 0) {
                rows.add(List.of(
                        labels.get(c),
                        Numbers.count(members.length),
                        Numbers.plain(median(coordinates(members, 0))),
                        Numbers.plain(median(coordinates(members, 1)))));
            }
        }
        List<List<String>> records = new ArrayList<>(List.of(List.of("class", "x", "y")));
        for (int i = 0; i < points.length; i++) {
            records.add(List.of(labels.get(classes[i]), Double.toString(points[i][0]), Double.toString(points[i][1])));
        }
        return new PlotValues(List.of("class", "points", "median, " + xTitle, "median, " + yTitle), rows, records);
    }

    private static double[] coordinates(double[][] points, int axis) {
        return Arrays.stream(points).mapToDouble(p -> p[axis]).toArray();
    }

    private static boolean inside(double[] p, double[] range) {
        return p[0] >= range[0] && p[0] <= range[1] && p[1] >= range[2] && p[1] <= range[3];
    }

    /**
     * Moves names apart, upwards and downwards, until none overlaps another or they have moved often enough.
     *
     * @param places [n][2], changed
     * @param width distance at which names beside each other do not overlap
     * @param height distance at which names above each other do not overlap
     */
    static void separate(List<double[]> places, double width, double height) {
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < places.size(); i++) {
                for (int j = 0; j < i; j++) {
                    double[] a = places.get(i);
                    double[] b = places.get(j);
                    double overlap = height - Math.abs(a[1] - b[1]);
                    if (Math.abs(a[0] - b[0]) < width && overlap > 0) {
                        double move = a[1] < b[1] ? -overlap / 2 : overlap / 2;
                        a[1] += move;
                        b[1] -= move;
                    }
                }
            }
        }
    }

    /** Draws the points of a class; returns their middle. */
    private static double[] draw(XYChart chart, String label, int index, double[][] points, int[] members) {
        double[] x = Arrays.stream(members).mapToDouble(i -> points[i][0]).toArray();
        double[] y = Arrays.stream(members).mapToDouble(i -> points[i][1]).toArray();
        Color colour = Palette.series(index);
        XYSeries series = chart.addSeries(index + " " + label, x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(new Dot());
        series.setMarkerColor(Palette.transparent(colour, 150));
        return new double[] {median(x), median(y)};
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
