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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/** What plots look like is looked at; that they are drawn, readable by programs and repeatable is tested. */
class PlotTest {

    private static final String HOSTILE = "</title><script>alert('x')</script>";

    private static Plot lines() {
        double[] x = {0, 1, 2};
        return new LinePlot("Accuracy, PGD", "Accuracy " + HOSTILE, "radius (L2)", "accuracy")
                .shares()
                .add(new LinePlot.Line(
                        HOSTILE,
                        x,
                        new double[] {0.9, 0.5, 0.1},
                        new double[] {0.8, 0.4, 0},
                        new double[] {1, 0.6, 0.2},
                        0))
                .add(new LinePlot.Line("b", x, new double[] {0.9, Double.NaN, 0.3}, 1))
                .plot();
    }

    private static Plot scatter() {
        double[][] points = IntStream.range(0, 60)
                .mapToObj(i -> new double[] {Math.cos(i), Math.sin(i)})
                .toArray(double[][]::new);
        int[] classes = IntStream.range(0, 60).map(i -> i % 12).toArray();
        List<String> labels = IntStream.range(0, 12)
                .mapToObj(i -> i == 0 ? HOSTILE : "class " + i)
                .toList();
        return new ScatterPlot("scatter", "Latent space", "z1", "z2").plot(points, classes, labels);
    }

    private static Plot confusion() {
        return ConfusionPlot.plot(
                "confusion", "Confusion matrix", List.of("a", HOSTILE), new long[][] {{970, 3}, {0, 1027}});
    }

    /** Each class is once taken for the next. */
    private static Plot confusion(int classes) {
        long[][] counts = new long[classes][classes];
        for (int i = 0; i < classes; i++) {
            counts[i][i] = 49;
            counts[i][(i + 1) % classes] = 1;
        }
        return ConfusionPlot.plot(
                "confusion",
                "Confusion matrix",
                IntStream.range(0, classes).mapToObj(i -> "class " + i).toList(),
                counts);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 100, 600})
    void aConfusionOfManyClassesIsNoLargerThanAPage(int classes) throws IOException {
        Plot plot = confusion(classes);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(plot.toPng()));
        assertTrue(image.getWidth() < 5000 && image.getHeight() < 5000, image.getWidth() + "x" + image.getHeight());
        assertEquals(classes, plot.values().rows().size());
        assertTrue(plot.toSvg().length() < 5_000_000, plot.toSvg().length() + " characters");
    }

    static Stream<Plot> plots() {
        double[] one = {1};
        return Stream.of(
                lines(),
                scatter(),
                confusion(),
                new LinePlot("one", "One epoch", "epoch", "loss")
                        .add(new LinePlot.Line("a", one, one, 0))
                        .plot(),
                new LinePlot("none", "No number", "epoch", "loss")
                        .add(new LinePlot.Line("a", one, new double[] {Double.NaN}, 0))
                        .plot());
    }

    @ParameterizedTest
    @MethodSource("plots")
    void aPlotIsAWellFormedDrawingWithADescription(Plot plot) {
        for (String svg : List.of(plot.toSvg(), plot.toInline())) {
            assertDoesNotThrow(() -> DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg))));
            assertTrue(svg.contains("<title>"), svg);
            assertFalse(svg.contains("<script"), "a label got into the markup");
            assertFalse(svg.contains("NaN") || svg.contains("Infinity"), "a place that is no number");
        }
        assertTrue(plot.toInline().contains("role=\"img\" aria-label=\""));
        assertTrue(plot.name().matches("[a-z0-9-]+"), plot.name());
    }

    @ParameterizedTest
    @MethodSource("plots")
    void aPlotIsAPictureWithSomethingOnIt(Plot plot) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(plot.toPng()));
        assertEquals(0xFFFFFF, image.getRGB(0, 0) & 0xFFFFFF, "a white background");
        long colours = IntStream.range(0, image.getWidth() * image.getHeight())
                .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()))
                .distinct()
                .count();
        assertTrue(colours > 10, () -> "only " + colours + " colours");
    }

    @Test
    void equalPlotsAreEqualInEveryLocale() {
        Locale before = Locale.getDefault();
        List<byte[]> first = plots().map(Plot::toPng).toList();
        List<String> drawings = plots().map(Plot::toSvg).toList();
        try {
            Locale.setDefault(Locale.forLanguageTag("de-DE"));
            List<byte[]> second = plots().map(Plot::toPng).toList();
            assertEquals(drawings, plots().map(Plot::toSvg).toList());
            for (int i = 0; i < first.size(); i++) {
                assertArrayEquals(first.get(i), second.get(i));
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void linesOfOneNameAreAllDrawn() {
        double[] x = {0, 1};
        Plot plot = new LinePlot("twins", "Twins", "epoch", "error")
                .add(new LinePlot.Line("a", x, new double[] {1, 0.5}, 0))
                .add(new LinePlot.Line("a", x, new double[] {1, 0.2}, 1))
                .plot();
        assertTrue(plot.toInline().contains("var(--s0)") && plot.toInline().contains("var(--s1)"));
    }

    /** A page clips by its first element of an id. */
    @Test
    void plotsOfNamesThatDifferInOtherCharactersHaveTheirOwnIds() {
        double[] x = {0, 1};
        Set<String> ids = new HashSet<>();
        for (String name : List.of("study-a_b", "study-a-b", "study-a b")) {
            String page = new LinePlot(name, "One", "epoch", "error")
                    .add(new LinePlot.Line("a", x, new double[] {1, 0.5}, 0))
                    .plot()
                    .toInline();
            Matcher id = Pattern.compile("clipPath id=\"([^\"]+)-clip0\"").matcher(page);
            assertTrue(id.find() && ids.add(id.group(1)), name);
        }
    }

    @Test
    void inlinePlotsFollowThePage() {
        assertTrue(lines().toInline().contains("var(--s0)"));
        assertFalse(lines().toSvg().contains("var("), "many programs cannot read it in a file");
        assertTrue(Palette.css().contains("prefers-color-scheme:dark"));
        for (int i = 0; i < 10; i++) {
            assertEquals(3, Palette.css().split("--s" + i + ":", -1).length, "a light and a dark value");
        }
    }

    @Test
    void namesOfClassesInOnePlaceMoveApart() {
        List<double[]> places = List.of(new double[] {0, 0}, new double[] {0.5, 0.1}, new double[] {5, 0});
        ScatterPlot.separate(places, 1, 1);
        assertEquals(1, places.get(1)[1] - places.get(0)[1], 1e-9);
        assertArrayEquals(new double[] {5, 0}, places.get(2));
    }

    @Test
    void theDescriptionTellsTheEndsOfEachLine() {
        assertTrue(lines().description().contains("b goes from 90.00 % to 30.00 %."), lines().description());
    }

    @Test
    void theValuesOfAPlotAreATableAndAFile() {
        PlotValues lines = lines().values();
        assertEquals(List.of("radius (L2)", HOSTILE, "b"), lines.head());
        assertEquals(
                List.of("0", "90.00 % [80.00, 100.00]", "90.00 %"), lines.rows().get(0));
        assertEquals(List.of("1", "50.00 % [40.00, 60.00]", "-"), lines.rows().get(1));
        assertEquals(
                "line,x,y,low,high\n" + HOSTILE + ",0.0,0.9,0.8,1.0\n" + HOSTILE + ",1.0,0.5,0.4,0.6\n" + HOSTILE
                        + ",2.0,0.1,0.0,0.2\nb,0.0,0.9,,\nb,2.0,0.3,,\n",
                lines.csv());
        assertEquals(13, scatter().values().rows().size() + 1, "a row for each class");
        assertEquals(61, scatter().values().csv().lines().count(), "a line for each point");
        assertEquals(List.of("a", "970", "3"), confusion().values().rows().get(0));
    }

    @Test
    void linesAtOtherPlacesStandBelowEachOther() {
        PlotValues values = new LinePlot("bins", "Bins", "confidence", "accuracy")
                .diagonal()
                .shares()
                .add(new LinePlot.Line("a", new double[] {0.5, 1}, new double[] {0.25, 1}, 0))
                .add(new LinePlot.Line("b", new double[] {0.75}, new double[] {0.5}, 1))
                .plot()
                .values();
        assertEquals(List.of("line", "confidence", "accuracy"), values.head());
        assertEquals(List.of("b", "75.00 %", "50.00 %"), values.rows().get(2));
    }

    /** A model has its colour and its marker whichever other models are beside it; six can be told apart. */
    @Test
    void colourAndMarkerBelongToTheModel() {
        double[] x = {0, 1};
        Set<String> drawings = new HashSet<>();
        for (int model = 0; model < 6; model++) {
            String alone = new LinePlot("n", "a", "x", "y")
                    .add(new LinePlot.Line("a", x, x, model))
                    .plot()
                    .toSvg();
            drawings.add(alone.replaceAll("#[0-9a-f]{6}", ""));
        }
        assertEquals(6, drawings.size(), "six markers, colours aside");
    }

    @Test
    void theOrderOfTheLinesDoesNotChangeTheirMarkers() {
        double[] x = {0, 1};
        LinePlot.Line square = new LinePlot.Line("a", x, x, 1);
        String alone = new LinePlot("n", "a", "x", "y").add(square).plot().toSvg();
        String second = new LinePlot("n", "a", "x", "y")
                .add(new LinePlot.Line("gone", new double[] {0}, new double[] {Double.NaN}, 0))
                .add(square)
                .plot()
                .toSvg();
        String colour = Palette.hex(Palette.series(1));
        assertEquals(commands(alone, colour), commands(second, colour));
    }

    /** The commands of the filled paths of a colour, without their places. */
    private static List<String> commands(String svg, String colour) {
        return svg.lines()
                .filter(line -> line.contains("fill=\"" + colour))
                .map(line -> line.replaceAll("[^MLQCZ]", ""))
                .toList();
    }
}
