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
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import java.util.function.Function;

/**
 * Writes what is drawn as SVG. It knows the operations that the chart library uses; text arrives as outlines, so the
 * picture looks the same where its font is missing. Neighbouring marks of one colour become one path, which keeps a
 * scatter plot of thousands of points small.
 */
final class SvgGraphics extends VectorGraphics {

    private final StringBuilder content = new StringBuilder();
    private final Function<Color, String> colours;
    private final String idPrefix;
    private Shape lastClip;
    private int clips;
    private String openStyle;
    private StringBuilder openPath;

    /**
     * An empty drawing.
     *
     * @param colours how a colour without its transparency is written
     * @param idPrefix begins every id, so that several drawings fit in one page
     */
    SvgGraphics(Function<Color, String> colours, String idPrefix) {
        this.colours = colours;
        this.idPrefix = idPrefix;
    }

    /** The drawing as elements, without the svg element around them. */
    String content() {
        closePath();
        endClip();
        return content.toString();
    }

    @Override
    public void fill(Shape shape) {
        if (shape instanceof Ellipse2D dot && dot.getWidth() == dot.getHeight()) {
            // A round line of length 0 is the shortest way to write a dot.
            String centre = "M" + number(dot.getCenterX() + getTransform().getTranslateX()) + ' '
                    + number(dot.getCenterY() + getTransform().getTranslateY()) + "h0";
            append(
                    "fill=\"none\" stroke-linecap=\"round\" stroke-width=\"" + number(dot.getWidth()) + '"'
                            + paint("stroke"),
                    centre);
            return;
        }
        append(paint("fill").strip(), path(shape));
    }

    @Override
    public void draw(Shape shape) {
        StringBuilder style = new StringBuilder("fill=\"none\"").append(paint("stroke"));
        if (getStroke() instanceof BasicStroke line) {
            style.append(" stroke-width=\"").append(number(line.getLineWidth())).append('"');
            if (line.getLineJoin() == BasicStroke.JOIN_ROUND) {
                style.append(" stroke-linejoin=\"round\"");
            }
            if (line.getDashArray() != null) {
                style.append(" stroke-dasharray=\"");
                for (float dash : line.getDashArray()) {
                    style.append(number(dash)).append(' ');
                }
                style.setCharAt(style.length() - 1, '"');
            }
        }
        append(style.toString(), path(shape));
    }

    private String paint(String property) {
        Color colour = getColor();
        String text = " " + property + "=\"" + colours.apply(colour) + '"';
        return colour.getAlpha() == 255 ? text : text + " " + property + "-opacity=\"" + opacity(colour) + '"';
    }

    private static String opacity(Color colour) {
        return String.format(Locale.ROOT, "%.3f", colour.getAlpha() / 255.0);
    }

    private void append(String style, String path) {
        if (path.isEmpty() || getColor().getAlpha() == 0) {
            return;
        }
        changeClip();
        if (!style.equals(openStyle)) {
            closePath();
            openStyle = style;
            openPath = new StringBuilder();
        }
        openPath.append(path);
    }

    private void closePath() {
        if (openStyle != null) {
            content.append("<path ")
                    .append(openStyle)
                    .append(" d=\"")
                    .append(openPath)
                    .append("\"/>\n");
        }
        openStyle = null;
    }

    private void changeClip() {
        Shape clip = getClip();
        if (clip == null ? lastClip == null : clip.equals(lastClip)) {
            return;
        }
        closePath();
        endClip();
        lastClip = clip;
        if (clip != null) {
            Rectangle2D box = clip.getBounds2D();
            String id = idPrefix + "-clip" + clips++;
            content.append("<clipPath id=\"" + id + "\"><rect x=\"" + number(box.getX()) + "\" y=\""
                    + number(box.getY()) + "\" width=\"" + number(box.getWidth()) + "\" height=\""
                    + number(box.getHeight()) + "\"/></clipPath><g clip-path=\"url(#" + id + ")\">\n");
        }
    }

    private void endClip() {
        if (lastClip != null) {
            content.append("</g>\n");
        }
        lastClip = null;
    }

    private String path(Shape shape) {
        AffineTransform transform = getTransform();
        StringBuilder d = new StringBuilder();
        double[] c = new double[6];
        for (PathIterator i = shape.getPathIterator(transform); !i.isDone(); i.next()) {
            switch (i.currentSegment(c)) {
                case PathIterator.SEG_MOVETO -> points(d.append('M'), c, 1);
                case PathIterator.SEG_LINETO -> points(d.append('L'), c, 1);
                case PathIterator.SEG_QUADTO -> points(d.append('Q'), c, 2);
                case PathIterator.SEG_CUBICTO -> points(d.append('C'), c, 3);
                default -> d.append('Z');
            }
        }
        return d.toString();
    }

    private static void points(StringBuilder d, double[] c, int points) {
        for (int i = 0; i < 2 * points; i++) {
            d.append(i == 0 ? "" : " ").append(number(c[i]));
        }
    }

    /** At most one decimal, which no eye tells from more. */
    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        text = text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
        return text.equals("-0") ? "0" : text;
    }
}
