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
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.knowm.xchart.XYChart;

/**
 * Names of lines beside their right ends, apart from each other, each with a stroke of its line's colour. They stand in
 * a margin to the right of the chart.
 */
final class LineLabels {

    /** The name of a line that ends at a point of the chart. */
    private record Label(String text, Color colour, double x, double y) {}

    private static final Font FONT = PlotStyle.font(Font.PLAIN, 12);
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
    private static final double LINE_HEIGHT = 15;
    private static final double LEADER = 16;
    private static final double GAP = 4;

    /** The names get at most this share of the width, and of the height. */
    private static final double MOST_WIDTH = 0.3;

    private static final double MOST_HEIGHT = 0.6;

    private final List<Label> labels = new ArrayList<>();
    private final double mostText;

    /** No names yet, in a plot of the given width. */
    LineLabels(int width) {
        this.mostText = MOST_WIDTH * width - LEADER - 2 * GAP;
    }

    /** Whether so many names have room beside each other in a plot of the given height. */
    static boolean fit(int names, int height) {
        return names * LINE_HEIGHT <= MOST_HEIGHT * height;
    }

    /** Adds the name of a line that ends at a point, in the units of the axes. */
    void add(String name, Color colour, double x, double y) {
        labels.add(new Label(name, colour, x, y));
    }

    private String shorten(String name) {
        String text = name;
        for (int length = name.length() - 1; width(text) > mostText && length > 0; length--) {
            text = name.substring(0, length).strip() + "\u2026";
        }
        return text;
    }

    private static double width(String text) {
        return FONT.getStringBounds(text, CONTEXT).getWidth();
    }

    /** Draws a chart that leaves room on the right, and the names there. */
    void paint(XYChart chart, Graphics2D graphics, int width, int height) {
        double widest = labels.stream()
                .mapToDouble(label -> width(shorten(label.text())))
                .max()
                .orElse(0);
        double margin = labels.isEmpty() ? 0 : LEADER + GAP + widest;
        chart.paint(graphics, (int) Math.floor(width - margin), height);
        graphics.setClip(null);
        graphics.setFont(FONT);
        List<Label> sorted = new ArrayList<>(labels);
        sorted.sort(Comparator.comparingDouble(label -> chart.getScreenYFromChart(label.y())));
        double[] wanted = sorted.stream()
                .mapToDouble(label -> chart.getScreenYFromChart(label.y()))
                .toArray();
        double[] places = spread(wanted, LINE_HEIGHT, LINE_HEIGHT / 2, height - LINE_HEIGHT / 2);
        double left = width - margin;
        for (int i = 0; i < places.length; i++) {
            Label label = sorted.get(i);
            double end = chart.getScreenXFromChart(label.x());
            Path2D leader = new Path2D.Double(new Line2D.Double(end, wanted[i], left, wanted[i]));
            leader.lineTo(left + LEADER - GAP, places[i]);
            graphics.setStroke(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
            graphics.setColor(label.colour());
            graphics.draw(leader);
            graphics.setColor(Palette.INK);
            graphics.drawString(shorten(label.text()), (float) (left + LEADER), (float) (places[i] + 4));
        }
    }

    /**
     * Places near wanted ones, but apart: neighbours that would overlap are centred together on the mean of what they
     * want.
     *
     * @param wanted rising
     * @param gap least distance of neighbours
     * @param low the least place
     * @param high the greatest place, far enough from {@code low} for all
     * @return rising, each at least {@code gap} after the one before
     */
    static double[] spread(double[] wanted, double gap, double low, double high) {
        List<double[]> groups = new ArrayList<>();
        for (double place : wanted) {
            groups.add(new double[] {place, 1});
            for (int last = groups.size() - 1; last > 0; last--) {
                double[] above = groups.get(last - 1);
                double[] below = groups.get(last);
                if (below[0] - above[0] >= gap * (above[1] + below[1]) / 2) {
                    break;
                }
                double members = above[1] + below[1];
                above[0] = (above[0] * above[1] + below[0] * below[1]) / members;
                above[1] = members;
                groups.remove(last);
            }
        }
        double[] places = new double[wanted.length];
        int next = 0;
        for (double[] group : groups) {
            for (int i = 0; i < group[1]; i++) {
                double place = group[0] + gap * (i - (group[1] - 1) / 2);
                double after = high - gap * (places.length - 1 - next);
                places[next] = Math.max(low + gap * next, Math.min(after, place));
                next++;
            }
        }
        return places;
    }
}
