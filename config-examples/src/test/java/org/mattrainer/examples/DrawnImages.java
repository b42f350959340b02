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
package org.mattrainer.examples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Draws what a user might have: coloured shapes in files of several sizes and formats, in folders and deeper ones. */
final class DrawnImages {

    private static final String[] CLASSES = {"disc", "square", "cross"};
    private static final String[] FORMATS = {"png", "jpg", "bmp", "gif"};

    private DrawnImages() {}

    /** Writes {@code count} images of each class into its folder, every tenth of them into a folder deeper. */
    static void write(Path folder, int count, long seed) throws IOException {
        Random random = new Random(seed);
        for (String name : CLASSES) {
            for (int i = 0; i < count; i++) {
                Path inside = folder.resolve(i % 10 == 9 ? name + "/more" : name);
                write(inside, String.format("%03d", i), name, random);
            }
        }
    }

    /** Writes {@code count} images of all classes into one folder, whose names do not tell the class. */
    static void writeUnlabelled(Path folder, int count, long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            write(folder, String.format("%04d", i), CLASSES[random.nextInt(CLASSES.length)], random);
        }
    }

    private static void write(Path folder, String file, String kind, Random random) throws IOException {
        Files.createDirectories(folder);
        String format = FORMATS[random.nextInt(FORMATS.length)];
        ImageIO.write(
                draw(kind, random), format, folder.resolve(file + "." + format).toFile());
    }

    private static BufferedImage draw(String kind, Random random) {
        int width = 48 + random.nextInt(60);
        int height = 48 + random.nextInt(60);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour(random, 0.1f));
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(colour(random, 0.6f));
        int size = 22 + random.nextInt(16);
        int x = (width - size) / 2 + random.nextInt(9) - 4;
        int y = (height - size) / 2 + random.nextInt(9) - 4;
        switch (kind) {
            case "disc" -> graphics.fillOval(x, y, size, size);
            case "square" -> graphics.fillRect(x, y, size, size);
            default -> {
                graphics.setStroke(new BasicStroke(6));
                graphics.drawLine(x, y, x + size, y + size);
                graphics.drawLine(x + size, y, x, y + size);
            }
        }
        graphics.dispose();
        return image;
    }

    private static Color colour(Random random, float brightness) {
        return Color.getHSBColor(random.nextFloat(), 0.7f, brightness + 0.3f * random.nextFloat());
    }
}
