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
package org.mattrainer.evaluation.run.prediction;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.mattrainer.MatModel;
import org.mattrainer.data.DataFileException;
import org.mattrainer.data.ImageFiles;
import org.mattrainer.data.PixelExample;
import org.mattrainer.data.Resize;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.run.ImageShapes;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.PixelOrder;
import org.mattrainer.internal.files.FileErrors;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/**
 * Image files and folders of them.
 *
 * @param paths files, and folders that are read with all that is in them
 * @param shape the images' shape if the user said it
 * @param sizes what happens to images of another size
 */
public record FileInput(List<Path> paths, Optional<ImageShape> shape, SizeRule sizes) implements PredictionInput {

    static final String SUBJECT = "file";

    /** Checks that all is there, so that a mistyped name shows before any work. */
    public static FileInput of(List<String> operands, Optional<ImageShape> shape, SizeRule sizes) {
        if (operands.isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "no images; give files or folders, or a data source with -c FILE (--help explains)");
        }
        List<Path> paths = new ArrayList<>();
        for (String operand : operands) {
            Path path;
            try {
                path = Path.of(operand);
            } catch (InvalidPathException e) {
                throw new CommandException(ExitCode.USAGE, "'" + operand + "' is not a path", e);
            }
            if (!Files.exists(path)) {
                throw new CommandException(
                        ExitCode.BAD_DATA,
                        "images " + path + ": " + FileErrors.unreadable(path).orElse("no such file"));
            }
            paths.add(path);
        }
        return new FileInput(paths, shape, sizes);
    }

    @Override
    public String subject() {
        return SUBJECT;
    }

    @Override
    public void feed(Console console, String name, Model<Label> model, PredictionStream stream) {
        ImageShape expected = shape(name, model);
        Optional<Resize> resize = sizes.resize(model);
        console.info("Images    " + expected + " (channels x rows x columns), files of other sizes are "
                + resize.map(how -> "resized by " + how).orElse("refused (--resize squash, crop or pad takes them)"));
        AtomicLong others = new AtomicLong();
        ImageFiles.Visitor visitor = new ImageFiles.Visitor() {
            @Override
            public void image(Path file) {
                stream.add(
                        file.toString(),
                        expected.size(),
                        () -> resize.isPresent()
                                ? PixelExample.of(file, expected, resize.get())
                                : PixelExample.of(file, expected),
                        example -> Thumbnail.of(file));
            }

            @Override
            public void other(Path file) {
                others.incrementAndGet();
            }

            @Override
            public void unreadable(DataFileException reason) {
                stream.refuse(reason.getMessage());
            }
        };
        visit(visitor);
        if (stream.count() == 0) {
            throw new CommandException(
                    ExitCode.BAD_DATA,
                    "no images in "
                            + String.join(
                                    ", ", paths.stream().map(Path::toString).toList()) + ", found " + others
                            + " other files");
        }
        if (others.get() > 0) {
            console.info("Left out  " + others + " files whose names do not end as those of images do");
        }
    }

    @Override
    public List<Path> files() {
        List<Path> files = new ArrayList<>();
        visit(new ImageFiles.Visitor() {
            @Override
            public void image(Path file) {
                files.add(file);
            }

            @Override
            public void other(Path file) {
                // No image, so that it is not read.
            }

            @Override
            public void unreadable(DataFileException reason) {
                // Said when the images are read.
            }
        });
        return files;
    }

    private void visit(ImageFiles.Visitor visitor) {
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                ImageFiles.visit(path, visitor);
            } else {
                visitor.image(path);
            }
        }
    }

    /** The shape that the model takes; a model of the host does not know it. */
    private ImageShape shape(String name, Model<Label> model) {
        Optional<ImageShape> known =
                model instanceof MatModel network && network.pixelMap().order() != PixelOrder.FLAT
                        ? Optional.of(network.pixelMap().shape(network.getFeatureIDMap()))
                        : Optional.empty();
        if (known.isPresent() && shape.isPresent() && !known.equals(shape)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--shape: expected " + known.get() + " as the model " + name + " takes, found " + shape.get());
        }
        ImageShape expected = known.or(() -> shape)
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        "the model " + name + " does not know the shape of its images; give it with --shape, such as"
                                + " --shape 1x28x28 (channels x rows x columns)"));
        if (expected.channels() != 1 && expected.channels() != 3) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "image files have 1 or 3 channels, the model " + name + " takes images of " + expected
                            + " (channels x rows x columns)");
        }
        ImageShapes.requireFit(name, model, "image files", expected);
        return expected;
    }
}
