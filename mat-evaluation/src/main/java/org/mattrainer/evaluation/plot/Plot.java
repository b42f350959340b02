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
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.Chart;
import org.mattrainer.evaluation.format.FileNames;
import org.mattrainer.evaluation.format.Html;

/** A drawn plot, to be written as a picture of pixels or of shapes. */
public final class Plot {

    private static final int PIXELS_PER_POINT = 2;

    private final String name;
    private final String id;
    private final String description;
    private final PlotValues values;
    private final int width;
    private final int height;
    private final Painter painter;

    /** Draws into a rectangle. */
    @FunctionalInterface
    interface Painter {
        void paint(Graphics2D graphics, int width, int height);
    }

    Plot(String name, String description, PlotValues values, int width, int height, Painter painter) {
        this.name = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        // What a page refers to by its id is this plot alone, also where files of that name would be one.
        this.id = FileNames.unique(name);
        this.description = description;
        this.values = values;
        this.width = width;
        this.height = height;
        this.painter = painter;
    }

    Plot(String name, String description, PlotValues values, Chart<?, ?> chart) {
        this(name, description, values, chart.getWidth(), chart.getHeight(), chart::paint);
    }

    /**
     * What to call its files.
     *
     * @return lower-case letters, digits and hyphens
     */
    public String name() {
        return name;
    }

    /**
     * What the plot shows, for those who cannot see it.
     *
     * @return a sentence
     */
    public String description() {
        return description;
    }

    /**
     * What is drawn, as numbers.
     *
     * @return the values
     */
    public PlotValues values() {
        return values;
    }

    /**
     * The plot as an element of a page that holds the style sheet {@link Palette#css()}; it follows the page's colours.
     *
     * @return an svg element; without {@link Fonts} paragraphs with its description and the reason
     */
    public String toInline() {
        if (!Fonts.available()) {
            return "<p>" + Html.escape(description) + "</p><p class=\"bad\">" + Fonts.REMEDY + ".</p>";
        }
        return svg("role=\"img\" aria-label=\"" + Html.escape(description) + '"', Palette::variable);
    }

    /**
     * The plot as a file of its own, on a white background.
     *
     * @return a complete SVG document
     * @throws IllegalStateException without {@link Fonts}
     */
    public String toSvg() {
        requireFonts();
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + svg(
                        "xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height + '"',
                        Palette::hex);
    }

    private String svg(String attributes, Function<Color, String> colours) {
        SvgGraphics graphics = new SvgGraphics(colours, id);
        painter.paint(graphics, width, height);
        return "<svg viewBox=\"0 0 " + width + ' ' + height + "\" " + attributes + ">\n<title>"
                + Html.escape(description) + "</title>\n" + graphics.content() + "</svg>\n";
    }

    /**
     * The plot as a PNG file with two pixels a point, on a white background.
     *
     * @return the bytes of the file
     * @throws IllegalStateException without {@link Fonts}
     */
    public byte[] toPng() {
        requireFonts();
        BufferedImage image =
                new BufferedImage(PIXELS_PER_POINT * width, PIXELS_PER_POINT * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(PIXELS_PER_POINT, PIXELS_PER_POINT);
        painter.paint(graphics, width, height);
        graphics.dispose();
        return encode(image);
    }

    private static void requireFonts() {
        if (!Fonts.available()) {
            throw new IllegalStateException(Fonts.REMEDY);
        }
    }

    /** The bytes of a PNG file. */
    static byte[] encode(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
