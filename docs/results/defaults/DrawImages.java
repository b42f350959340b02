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
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Draws two sets of images as folders of PNG files, {@code shapes} (grey, 8 x 8 pixels) and {@code textures} (coloured, 64 x
 * 64): {@code java DrawImages.java FOLDER}. The same pixels on every machine of one Java version.
 */
public class DrawImages {

    private static final List<String> SHAPES =
            List.of("disc", "ring", "square", "frame", "plus", "cross", "rows", "columns", "corner", "diagonal");
    private static final List<String> TEXTURES =
            List.of("stripes", "checks", "dots", "rings", "speckle", "patches", "bricks", "waves");

    private DrawImages() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        for (String part : List.of("train", "test")) {
            Random random = new Random(part.equals("train") ? 1 : 2);
            for (String shape : SHAPES) {
                for (int i = 0; i < 200; i++) {
                    write(shape(shape, random), folder.resolve("shapes").resolve(part), shape, i);
                }
            }
            for (String texture : TEXTURES) {
                for (int i = 0; i < (part.equals("train") ? 50 : 125); i++) {
                    write(texture(texture, random), folder.resolve("textures").resolve(part), texture, i);
                }
            }
        }
    }

    private static void write(BufferedImage image, Path folder, String name, int number) throws IOException {
        Path file = Files.createDirectories(folder.resolve(name)).resolve("%03d.png".formatted(number));
        ImageIO.write(image, "png", file.toFile());
    }

    /** A shape of any size, place and brightness on a dark ground, drawn eight times as large, with noise. */
    private static BufferedImage shape(String name, Random random) {
        int scale = 8;
        BufferedImage large = new BufferedImage(8 * scale, 8 * scale, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = large.createGraphics();
        double size = scale * (4 + 3 * random.nextDouble());
        double x = (8 * scale - size) * random.nextDouble();
        double y = (8 * scale - size) * random.nextDouble();
        double line = size * (0.2 + 0.1 * random.nextDouble());
        double inner = size - 2 * line;
        int bright = 130 + random.nextInt(126);
        g.setColor(new Color(bright, bright, bright));
        switch (name) {
            case "disc", "ring" -> g.fill(new Ellipse2D.Double(x, y, size, size));
            case "square", "frame" -> g.fill(new Rectangle2D.Double(x, y, size, size));
            case "plus" -> {
                g.fill(new Rectangle2D.Double(x, y + (size - line) / 2, size, line));
                g.fill(new Rectangle2D.Double(x + (size - line) / 2, y, line, size));
            }
            case "rows" -> {
                g.fill(new Rectangle2D.Double(x, y, size, line));
                g.fill(new Rectangle2D.Double(x, y + size - line, size, line));
            }
            case "columns" -> {
                g.fill(new Rectangle2D.Double(x, y, line, size));
                g.fill(new Rectangle2D.Double(x + size - line, y, line, size));
            }
            case "corner" -> {
                g.fill(new Rectangle2D.Double(x, y, line, size));
                g.fill(new Rectangle2D.Double(x, y + size - line, size, line));
            }
            default -> {
                for (double t = 0; t <= size - line; t++) {
                    g.fill(new Rectangle2D.Double(x + t, y + t, line, line));
                    if (name.equals("cross")) {
                        g.fill(new Rectangle2D.Double(x + size - line - t, y + t, line, line));
                    }
                }
            }
        }
        g.setColor(Color.BLACK);
        if (name.equals("ring")) {
            g.fill(new Ellipse2D.Double(x + line, y + line, inner, inner));
        } else if (name.equals("frame")) {
            g.fill(new Rectangle2D.Double(x + line, y + line, inner, inner));
        }
        g.dispose();
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int row = 0; row < 8; row++) {
            for (int column = 0; column < 8; column++) {
                int sum = 0;
                for (int i = 0; i < scale * scale; i++) {
                    sum += large.getRaster().getSample(column * scale + i % scale, row * scale + i / scale, 0);
                }
                double value = sum / (double) (scale * scale) + 25 * random.nextGaussian();
                image.getRaster().setSample(column, row, 0, clamp(value));
            }
        }
        return image;
    }

    /** A pattern of two colours at any angle and scale, with noise. */
    private static BufferedImage texture(String name, Random random) {
        int side = 64;
        double angle = Math.PI * random.nextDouble();
        double period = 7 + 9 * random.nextDouble();
        double phase = side * random.nextDouble();
        double[] one = colour(random);
        double[] two = colour(random);
        double[] coarse = random.doubles(side * side).toArray();
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                double u = (Math.cos(angle) * column + Math.sin(angle) * row + phase) / period;
                double v = (Math.cos(angle) * row - Math.sin(angle) * column + phase) / period;
                double share = share(name, u, v, coarse);
                int colour = 0;
                for (int channel = 0; channel < 3; channel++) {
                    double value = share * one[channel] + (1 - share) * two[channel] + 20 * random.nextGaussian();
                    colour = colour << 8 | clamp(value);
                }
                image.setRGB(column, row, colour);
            }
        }
        return image;
    }

    /** Share of the first colour at a point of the pattern, in [0, 1]. */
    private static double share(String name, double u, double v, double[] coarse) {
        double inU = u - Math.floor(u);
        double inV = v - Math.floor(v);
        return switch (name) {
            case "stripes" -> inU < 0.5 ? 1 : 0;
            case "checks" -> inU < 0.5 == inV < 0.5 ? 1 : 0;
            case "dots" -> Math.hypot(inU - 0.5, inV - 0.5) < 0.35 ? 1 : 0;
            case "rings" -> {
                double radius = Math.hypot(inU - 0.5, inV - 0.5);
                yield radius < 0.45 && radius > 0.2 ? 1 : 0;
            }
            case "speckle" -> coarse[cell(2 * u, 2 * v)];
            case "patches" -> coarse[cell(u, v)] < 0.5 ? 1 : 0;
            case "bricks" -> {
                double shifted = v / 2 + (Math.floorMod((long) Math.floor(u), 2L) == 0 ? 0 : 0.5);
                yield inU < 0.15 || shifted - Math.floor(shifted) < 0.1 ? 0 : 1;
            }
            default -> Math.sin(2 * Math.PI * (u + 0.3 * Math.sin(2 * Math.PI * v / 2))) > 0 ? 1 : 0;
        };
    }

    private static int cell(double u, double v) {
        return Math.floorMod((long) Math.floor(u) * 31 + (long) Math.floor(v) * 97, 64 * 64);
    }

    private static double[] colour(Random random) {
        return random.doubles(3, 0, 256).toArray();
    }

    private static int clamp(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }
}
