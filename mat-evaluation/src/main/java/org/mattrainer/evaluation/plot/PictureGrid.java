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
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Pictures in rows and columns, enlarged without smoothing, with a line of text under each. */
public final class PictureGrid {

    /**
     * A picture with its text.
     *
     * @param picture the picture
     * @param caption a few words
     */
    public record Cell(Picture picture, String caption) {}

    private static final int LEAST_SIDE = 112;
    private static final int GAP = 14;
    private static final int CAPTION = 24;
    private static final int HEAD = 62;
    private static final int LINE = 15;

    private final List<String> heads;
    private final List<List<Cell>> rows = new ArrayList<>();

    /**
     * An empty grid.
     *
     * @param heads texts above the columns
     */
    public PictureGrid(List<String> heads) {
        this.heads = List.copyOf(heads);
    }

    /**
     * Adds a row.
     *
     * @param cells one for each column
     * @throws IllegalArgumentException if there are more or fewer cells than columns
     */
    public void add(List<Cell> cells) {
        if (cells.size() != heads.size()) {
            throw new IllegalArgumentException("Expected " + heads.size() + " cells, found " + cells.size());
        }
        rows.add(List.copyOf(cells));
    }

    /**
     * Draws the grid.
     *
     * @return the bytes of a PNG file
     * @throws IllegalStateException if there are no rows
     */
    public byte[] toPng() {
        if (rows.isEmpty()) {
            throw new IllegalStateException("Expected at least one row of pictures, found none");
        }
        Picture first = rows.get(0).get(0).picture();
        int scale = Math.max(1, (LEAST_SIDE + first.width() - 1) / first.width());
        int cellWidth = scale * first.width() + GAP;
        int cellHeight = scale * first.height() + CAPTION + GAP;
        BufferedImage image = new BufferedImage(
                cellWidth * heads.size() + GAP, HEAD + cellHeight * rows.size(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Palette.INK);
        for (int column = 0; column < heads.size(); column++) {
            int x = GAP + column * cellWidth;
            head(graphics, heads.get(column), x, cellWidth - GAP);
            for (int row = 0; row < rows.size(); row++) {
                int y = HEAD + row * cellHeight;
                Cell cell = rows.get(row).get(column);
                BufferedImage small = cell.picture().image();
                graphics.drawImage(small, x, y, scale * small.getWidth(), scale * small.getHeight(), null);
                int under = y + scale * small.getHeight() + 16;
                text(graphics, cell.caption(), Font.PLAIN, x, cellWidth - GAP, under);
            }
        }
        graphics.dispose();
        return Plot.encode(image);
    }

    /** A text above its column, broken between words where it does not fit. */
    private static void head(Graphics2D graphics, String text, int x, int width) {
        Font font = PlotStyle.font(Font.BOLD, 12);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split("(?<=[ _])", -1)) {
            double length = font.getStringBounds(line + word.strip(), graphics.getFontRenderContext())
                    .getWidth();
            if (length > width && line.length() > 0) {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
            line.append(word);
        }
        lines.add(line.toString().strip());
        for (int i = 0; i < lines.size(); i++) {
            text(graphics, lines.get(i), Font.BOLD, x, width, HEAD - 10 - LINE * (lines.size() - 1 - i));
        }
    }

    /** A text in the middle of its column, as large as fits. */
    private static void text(Graphics2D graphics, String text, int style, int x, int width, int y) {
        for (int size = 12; size >= 6; size--) {
            Font font = PlotStyle.font(style, size);
            Rectangle2D bounds = font.getStringBounds(text, graphics.getFontRenderContext());
            if (bounds.getWidth() <= width || size == 6) {
                graphics.setFont(font);
                graphics.drawString(text, (float) (x + (width - bounds.getWidth()) / 2), y);
                return;
            }
        }
    }
}
