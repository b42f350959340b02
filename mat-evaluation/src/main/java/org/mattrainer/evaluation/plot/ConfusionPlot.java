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
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.mattrainer.evaluation.format.Numbers;

/**
 * A confusion matrix: right answers blue, errors orange, shaded by the square root of their share of the true class, so
 * that few errors show too.
 */
public final class ConfusionPlot {

    /** Side of a cell, unless there are so many that the picture would be larger than this side. */
    private static final int CELL = 44;

    private static final int MOST_SIDE = 50 * CELL;

    /** In smaller cells neither names nor numbers can be read, and empty ones need no frame. */
    private static final double LEAST_WITH_TEXT = 12;

    private static final int TOP = 78;
    private static final int MOST_CHARACTERS = 12;
    private static final Font TEXT = PlotStyle.font(Font.PLAIN, 13);
    private static final int LEAST_FONT = 4;

    private final List<String> labels;
    private final long[][] counts;
    private final String title;
    private final int left;
    private final double cell;
    private final Font text;

    private ConfusionPlot(String title, List<String> labels, long[][] counts) {
        this.title = title;
        this.labels = labels.stream()
                .map(label -> label.length() > MOST_CHARACTERS ? label.substring(0, MOST_CHARACTERS) : label)
                .toList();
        this.counts = counts;
        int longest = this.labels.stream().mapToInt(String::length).max().orElse(1);
        this.left = 44 + 8 * longest;
        this.cell = Math.min(CELL, (double) MOST_SIDE / labels.size());
        int size = (int) Math.max(LEAST_FONT, TEXT.getSize() * cell / CELL);
        this.text = cell < CELL ? PlotStyle.font(Font.PLAIN, size) : TEXT;
    }

    /**
     * Draws.
     *
     * @param name what to call its files: lower-case letters, digits and hyphens
     * @param title its heading
     * @param labels names of the classes
     * @param counts [true class][predicted class]
     * @return the plot
     */
    public static Plot plot(String name, String title, List<String> labels, long[][] counts) {
        ConfusionPlot drawing = new ConfusionPlot(title, labels, counts);
        int classes = labels.size();
        long errors = 0;
        for (int actual = 0; actual < classes; actual++) {
            for (int predicted = 0; predicted < classes; predicted++) {
                errors += actual == predicted ? 0 : counts[actual][predicted];
            }
        }
        return new Plot(
                name,
                title + ": " + Numbers.count(errors) + " errors off the diagonal.",
                values(labels, counts),
                drawing.left + drawing.side() + 12,
                TOP + drawing.side() + 12,
                drawing::paint);
    }

    /** Rows of all cells. */
    private int side() {
        return (int) Math.ceil(cell * labels.size());
    }

    private boolean hasText() {
        return cell >= LEAST_WITH_TEXT;
    }

    private static PlotValues values(List<String> labels, long[][] counts) {
        List<String> head = new ArrayList<>(List.of("true \\ predicted"));
        head.addAll(labels);
        List<List<String>> rows = new ArrayList<>();
        for (int actual = 0; actual < labels.size(); actual++) {
            List<String> row = new ArrayList<>(List.of(labels.get(actual)));
            for (long count : counts[actual]) {
                row.add(Long.toString(count));
            }
            rows.add(row);
        }
        List<List<String>> records = new ArrayList<>(List.of(head));
        records.addAll(rows);
        return new PlotValues(head, rows, records);
    }

    private void paint(Graphics2D graphics, int width, int height) {
        graphics.setColor(Palette.INK);
        centred(graphics, title, PlotStyle.font(Font.BOLD, 15), width / 2.0, 18);
        double middle = cell * labels.size() / 2.0;
        centred(graphics, "predicted class", TEXT, left + middle, 42);
        graphics.rotate(-Math.PI / 2, 14, TOP + middle);
        centred(graphics, "true class", TEXT, 14, TOP + middle);
        graphics.rotate(Math.PI / 2, 14, TOP + middle);
        for (int i = 0; i < labels.size() && hasText(); i++) {
            graphics.setColor(Palette.DIM);
            centred(graphics, labels.get(i), text, left + (i + 0.5) * cell, TOP - 14.0);
            double textWidth = bounds(graphics, labels.get(i), text).getWidth();
            centred(graphics, labels.get(i), text, left - 10 - textWidth / 2, TOP + (i + 0.5) * cell);
        }
        for (int actual = 0; actual < labels.size(); actual++) {
            long support = 0;
            for (long n : counts[actual]) {
                support += n;
            }
            for (int predicted = 0; predicted < labels.size(); predicted++) {
                cell(graphics, actual, predicted, counts[actual][predicted], Math.max(1, support));
            }
        }
    }

    private void cell(Graphics2D graphics, int actual, int predicted, long n, long support) {
        if (n == 0 && !hasText()) {
            return;
        }
        double frame = Math.min(1, cell / LEAST_WITH_TEXT);
        Rectangle2D box = new Rectangle2D.Double(
                left + predicted * cell + frame, TOP + actual * cell + frame, cell - 2 * frame, cell - 2 * frame);
        Color colour = Palette.series(actual == predicted ? 0 : 1);
        double shade = Math.sqrt((double) n / support) * (actual == predicted ? 0.55 : 0.9);
        graphics.setColor(
                n == 0 ? Palette.transparent(Palette.GRID, 70) : Palette.transparent(colour, (int) (255 * shade)));
        graphics.fill(box);
        if (n > 0 && hasText()) {
            graphics.setColor(Palette.INK);
            centred(graphics, Numbers.count(n), text, box.getCenterX(), box.getCenterY());
        }
    }

    private static Rectangle2D bounds(Graphics2D graphics, String text, Font font) {
        return font.getStringBounds(text, graphics.getFontRenderContext());
    }

    private static void centred(Graphics2D graphics, String text, Font font, double x, double y) {
        graphics.setFont(font);
        double width = bounds(graphics, text, font).getWidth();
        graphics.drawString(text, (float) (x - width / 2), (float) (y + 0.36 * font.getSize()));
    }
}
