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
import java.util.List;
import java.util.Locale;

/**
 * The colours of all plots: those of Okabe and Ito ("Color Universal Design", 2008), which people with any colour vision
 * can tell apart, and two more. A page gives each of them a second value for a dark background.
 */
public final class Palette {

    /** Text and axes. */
    static final Color INK = new Color(0x1B1F24);

    /** What stands behind: labels of axes, lines of reference. */
    static final Color DIM = new Color(0x5B6570);

    /** Grid lines. */
    static final Color GRID = new Color(0xD8DDE3);

    /** The background. */
    static final Color PAPER = new Color(0xFFFFFE);

    private static final List<Color> SERIES = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0xE69F00),
            new Color(0x56B4E9),
            new Color(0x7A7A7A),
            new Color(0xB8A800),
            new Color(0x8C3B2E),
            new Color(0x3A3A78));

    private static final List<String> DARK = List.of(
            "#4aa8e8", "#ff8a3d", "#2ecc9b", "#e79bc8", "#ffc04d", "#9adcff", "#b0b0b0", "#f0e442", "#d98876",
            "#a3a3ef");

    private Palette() {}

    /**
     * The colour of a line, a model or a class.
     *
     * @param index from 0; after the last colour they begin again
     * @return the colour on a light background
     */
    static Color series(int index) {
        return SERIES.get(Math.floorMod(index, SERIES.size()));
    }

    /** The same colour, letting through what is behind. */
    static Color transparent(Color colour, int alpha) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
    }

    /**
     * The style sheet that a page with inline plots needs: the custom properties {@code --ink}, {@code --dim},
     * {@code --grid}, {@code --paper} and {@code --s0} to {@code --s9} for light and dark pages.
     *
     * @return rules of CSS
     */
    public static String css() {
        StringBuilder light = new StringBuilder(
                "--ink:" + hex(INK) + ";--dim:" + hex(DIM) + ";--grid:" + hex(GRID) + ";--paper:#fff;");
        StringBuilder dark = new StringBuilder("--ink:#e6e9ed;--dim:#9aa5b1;--grid:#343c45;--paper:#14181d;");
        for (int i = 0; i < SERIES.size(); i++) {
            light.append("--s").append(i).append(':').append(hex(SERIES.get(i))).append(';');
            dark.append("--s").append(i).append(':').append(DARK.get(i)).append(';');
        }
        return ":root{" + light + "}\n@media screen and (prefers-color-scheme:dark){:root{" + dark + "}}\n";
    }

    /** A colour as a reference to the page's custom property where it has one. */
    static String variable(Color colour) {
        Color opaque = new Color(colour.getRGB());
        int series = SERIES.indexOf(opaque);
        if (series >= 0) {
            return "var(--s" + series + ")";
        }
        if (opaque.equals(INK)) {
            return "var(--ink)";
        }
        if (opaque.equals(DIM)) {
            return "var(--dim)";
        }
        if (opaque.equals(GRID)) {
            return "var(--grid)";
        }
        return opaque.equals(PAPER) ? "var(--paper)" : hex(colour);
    }

    /** A colour without its transparency, such as {@code #0072b2}. */
    static String hex(Color colour) {
        return String.format(Locale.ROOT, "#%06x", colour.getRGB() & 0xFFFFFF);
    }
}
