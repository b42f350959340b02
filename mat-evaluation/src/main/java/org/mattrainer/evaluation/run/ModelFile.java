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
package org.mattrainer.evaluation.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.Exhaustion;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.command.Failures;
import org.mattrainer.internal.checkpoint.CheckpointFolder;
import org.mattrainer.internal.files.FileErrors;
import org.mattrainer.training.DamagedCheckpointException;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/**
 * A model on disk.
 *
 * @param name what to call it beside others: the name of its folder or file
 * @param given the path as the user gave it
 * @param file the file of the model
 */
public record ModelFile(String name, String given, Path file) {

    private static final String ENDING = ".tribuo";
    private static final String IN_RUN_FOLDER = "model" + ENDING;

    /**
     * Finds the files of models; names are whole paths where short ones would be equal.
     *
     * @throws CommandException if one is not there or is given twice
     */
    public static List<ModelFile> find(List<String> paths) {
        List<ModelFile> files = new ArrayList<>();
        Set<String> names = new HashSet<>();
        boolean distinct = true;
        Map<Path, String> given = new HashMap<>();
        for (String path : paths) {
            ModelFile file = find(path);
            String before = given.put(file.file().toAbsolutePath().normalize(), path);
            if (before != null) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "model " + path + ": given twice" + (before.equals(path) ? "" : ", as " + before + " before"));
            }
            distinct &= names.add(file.name());
            files.add(file);
        }
        return distinct
                ? files
                : files.stream()
                        .map(file -> new ModelFile(file.given(), file.given(), file.file()))
                        .toList();
    }

    private static ModelFile find(String given) {
        Path path;
        try {
            path = Path.of(given);
        } catch (InvalidPathException e) {
            throw new CommandException(ExitCode.USAGE, "model '" + given + "' is not a path", e);
        }
        boolean folder = Files.isDirectory(path);
        Path file = folder ? path.resolve(IN_RUN_FOLDER) : path;
        FileErrors.unreadable(file).ifPresent(reason -> {
            throw new CommandException(ExitCode.BAD_DATA, "model " + file + ": " + reason);
        });
        if (Files.isDirectory(file)) {
            throw new CommandException(ExitCode.BAD_DATA, "model " + file + ": expected a file, found a folder");
        }
        Path named = folder || file.endsWith(IN_RUN_FOLDER)
                ? file.toAbsolutePath().normalize().getParent()
                : file;
        Path last = named == null ? null : named.getFileName();
        return new ModelFile(last == null ? given : withoutEnding(last.toString()), given, file);
    }

    /** Only our own ending: a dot may as well belong to a number, as in lr0.01. */
    private static String withoutEnding(String name) {
        return name.endsWith(ENDING) && name.length() > ENDING.length()
                ? name.substring(0, name.length() - ENDING.length())
                : name;
    }

    /** What the host says of an empty file speaks of a class. */
    private String found(Throwable e) {
        return file.toFile().length() == 0 ? "an empty file" : Failures.innermost(e);
    }

    /** Reads the model. */
    public Model<Label> load() {
        Model<?> model;
        try {
            model = Model.deserializeFromFile(file);
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
            throw Exhaustion.in(e, ExitCode.BAD_DATA)
                    .orElseGet(() -> new CommandException(
                            ExitCode.BAD_DATA, "model " + file + ": expected a Tribuo model, found " + found(e), e));
        }
        if (!model.validate(Label.class)) {
            throw new CommandException(
                    ExitCode.BAD_DATA,
                    "model " + file + ": expected a model of labels, found one of "
                            + model.getOutputIDInfo()
                                    .getDomain()
                                    .iterator()
                                    .next()
                                    .getClass()
                                    .getSimpleName());
        }
        return model.castModel(Label.class);
    }

    /**
     * What speaks against the model being that of the training in its run folder, whose files but the model are new ones once it
     * has started over.
     *
     * @return empty for a model of a training that is finished, and for one beside no training
     */
    public Optional<String> doubt() {
        if (!file.endsWith(IN_RUN_FOLDER)) {
            return Optional.empty();
        }
        try {
            return new CheckpointFolder(new RunFolder(file.toAbsolutePath().getParent()).checkpoints())
                    .position()
                    .filter(position -> !position.finished())
                    .map(position ->
                            "the model " + name + " is of an earlier training than that in its folder, which is saved"
                                    + " after step " + position.steps() + " and not finished; --resume finishes it");
        } catch (DamagedCheckpointException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** The history beside the model. */
    public Path history() {
        return file.resolveSibling("history.csv");
    }
}
