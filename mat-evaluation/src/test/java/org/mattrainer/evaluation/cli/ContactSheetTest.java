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
package org.mattrainer.evaluation.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.evaluation.command.ExitCode;

/** The page of thumbnails that {@code tribuo-predict --format html} makes. */
class ContactSheetTest {

    private static final String HOSTILE = "\"><script>alert('x')</script>&\u202e.png";
    private static final Pattern FIGURE = Pattern.compile("(?s)<figure.*?</figure>");
    private static final Pattern PICTURE = Pattern.compile("src=\"data:image/(\\w+);base64,([^\"]+)\"");

    @TempDir
    private static Path folder;

    private static String config;

    @BeforeAll
    static void trainAndDraw() throws IOException {
        config = MatConfigs.write(folder);
        CommandRun.of("-c", config, "-q", "-d", model()).succeeds();
        draw(folder.resolve("images/a.png"), 40, 20);
        draw(folder.resolve("images/deep/er/" + HOSTILE.replace('/', '\u2215')), 12, 12);
        Files.write(folder.resolve("images/damaged<b>.png"), new byte[] {1, 2, 3});
    }

    /** Red on the left, blue on the right. */
    private static void draw(Path file, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(width / 2, 0, width, height);
        graphics.dispose();
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    private static String model() {
        return folder.resolve("mat").toString();
    }

    private static String sheetOfFiles(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--model", model(), "--format", "html", "--resize", "squash"));
        arguments.addAll(List.of(more));
        arguments.add(folder.resolve("images").toString());
        CommandRun run = CommandRun.predict(arguments.toArray(new String[0]));
        assertEquals(ExitCode.RUN_FAILURE.code(), run.code(), run.err());
        return run.out();
    }

    private static List<String> figures(String page) {
        return FIGURE.matcher(page).results().map(m -> m.group()).toList();
    }

    private static BufferedImage picture(String figure, String format) throws IOException {
        Matcher m = PICTURE.matcher(figure);
        assertTrue(m.find(), figure);
        assertEquals(format, m.group(1));
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(m.group(2))));
    }

    @Test
    void filesAreShownWholeWithLabelAndProbability() throws IOException {
        String page = sheetOfFiles("--top", "2");
        String figure = figures(page).stream()
                .filter(f -> f.contains("images/a.png"))
                .findFirst()
                .orElseThrow();
        BufferedImage shown = picture(figure, "jpeg");
        assertEquals(shown.getWidth(), shown.getHeight());
        assertEquals(0, shown.getRGB(5, 5) & 0xf0f0f0, "the margin of a wide picture");
        Color left = new Color(shown.getRGB(20, shown.getHeight() / 2));
        Color right = new Color(shown.getRGB(shown.getWidth() - 20, shown.getHeight() / 2));
        assertTrue(left.getRed() > 200 && left.getBlue() < 60, left.toString());
        assertTrue(right.getBlue() > 200 && right.getRed() < 60, right.toString());
        String[] row = CommandRun.predict(
                        "--model",
                        model(),
                        "--resize",
                        "squash",
                        folder.resolve("images/a.png").toString())
                .succeeds()
                .out()
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow()
                .split(",");
        String percent = String.format(Locale.ROOT, "%.2f\u00a0%%", 100 * Double.parseDouble(row[2]));
        assertTrue(figure.contains("<b>" + row[1] + "</b> " + percent), figure);
        assertEquals(Boolean.parseBoolean(row[4]), figure.startsWith("<figure class=\"outlier\">"), figure);
        assertEquals(2, figure.split("\u00a0%<br>", -1).length - 1, figure);
    }

    @Test
    void whatCannotBeReadHasItsPlaceAndTheCountsAreAtTheEnd() {
        String page = sheetOfFiles();
        List<String> refused = figures(page).stream()
                .filter(f -> f.contains("class=\"refused\""))
                .toList();
        assertEquals(1, refused.size(), page);
        assertTrue(refused.get(0).contains("damaged&lt;b&gt;.png: expected an image"), refused.get(0));
        assertTrue(page.contains("2 of 3 images predicted, "), page);
        assertTrue(page.endsWith("</html>\n"), page);
    }

    @Test
    void nothingInANameBecomesMarkupAndNothingIsLoaded() {
        String page = sheetOfFiles();
        assertFalse(page.contains("<script") || page.contains("\u202e") || page.contains("<b>.png"), page);
        assertTrue(page.contains("&lt;script&gt;") && page.contains("\\u202e"), page);
        assertTrue(page.contains("default-src 'none'"), page);
        assertFalse(Pattern.compile("https?:|url\\(|@import").matcher(page).find(), page);
    }

    @Test
    void examplesOfASourceAreShownAsTheyAre() throws IOException {
        Path sheet = folder.resolve("sheet.html");
        CommandRun.predict("--model", model(), "--format", "html", "-c", config, "-v", "test", "-o", sheet.toString())
                .succeeds();
        List<String> figures = figures(Files.readString(sheet));
        List<String> lines = CommandRun.predict("--model", model(), "-c", config, "-v", "test")
                .succeeds()
                .out()
                .lines()
                .skip(1)
                .toList();
        assertEquals(lines.size(), figures.size());
        BufferedImage shown = picture(figures.get(0), "png");
        assertEquals(12, shown.getWidth());
        assertTrue(figures.get(1).contains("<small>example 1</small>"), figures.get(1));
        for (int i = 0; i < lines.size(); i++) {
            assertEquals(lines.get(i).endsWith(",true"), figures.get(i).contains(">outlier<"), lines.get(i));
        }
    }

    @Test
    void threadsDoNotMatter() {
        assertEquals(sheetOfFiles("--threads", "1"), sheetOfFiles("--threads", "3"));
    }
}
