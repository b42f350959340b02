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
package org.mattrainer.internal.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mattrainer.internal.files.Leftovers;
import org.mattrainer.training.DamagedCheckpointException;

/** The checkpoints of one training: the newest and the one before it, named after the number of steps. */
public final class CheckpointFolder {

    private static final Logger logger = Logger.getLogger(CheckpointFolder.class.getName());
    private static final Pattern NAME = Pattern.compile("step-\\d{12}\\.ckpt");
    private static final int KEPT = 2;

    private final Path folder;
    private final Consumer<WriteStage> observer;

    /**
     * Names a folder, which need not be there.
     *
     * @param folder where the checkpoints are
     */
    public CheckpointFolder(Path folder) {
        this(folder, stage -> {});
    }

    /** With an observer of the stages of each writing. */
    CheckpointFolder(Path folder, Consumer<WriteStage> observer) {
        this.folder = folder;
        this.observer = observer;
    }

    /**
     * Where a checkpoint stands.
     *
     * @param file the checkpoint
     * @param steps number of steps made
     * @param finished whether nothing is left to train
     * @param seed seed of all random numbers of the training
     */
    public record Position(Path file, long steps, boolean finished, long seed) {}

    /**
     * The position of the newest valid checkpoint.
     *
     * @return empty when there is no checkpoint
     * @throws DamagedCheckpointException if there are checkpoints and none is valid
     * @throws UncheckedIOException if a file cannot be read
     */
    public Optional<Position> position() {
        return newest().map(found -> new Position(
                found.file(),
                found.checkpoint().state().steps(),
                found.checkpoint().finished(),
                found.checkpoint().identity().seed()));
    }

    /**
     * Removes all checkpoints.
     *
     * @throws IllegalStateException if a training is being saved there
     * @throws UncheckedIOException if a file cannot be removed
     */
    public void clear() {
        if (!files().isEmpty()) {
            FolderLock lock = lock();
            try {
                keepNewest(0);
            } finally {
                lock.close();
            }
        }
    }

    /** Keeps other trainings out until it is closed, and removes what a process left that was killed while it wrote. */
    FolderLock lock() {
        FolderLock lock = FolderLock.of(folder);
        Leftovers.remove(folder);
        return lock;
    }

    /** A checkpoint with its file. */
    public record Found(Path file, Checkpoint checkpoint) {}

    /**
     * Reads the newest valid checkpoint.
     *
     * @return empty when there is no checkpoint
     * @throws DamagedCheckpointException if there are checkpoints and none is valid
     */
    Optional<Found> newest() {
        return newest(new ArrayList<>());
    }

    /**
     * Reads the newest valid checkpoint to go on from it: damaged newer ones are told in the log and set aside under
     * other names, so that they do not pass for the newest again.
     *
     * @return empty when there is no checkpoint
     * @throws DamagedCheckpointException if there are checkpoints and none is valid
     */
    Optional<Found> resume() {
        List<DamagedCheckpointException> damaged = new ArrayList<>();
        Optional<Found> found = newest(damaged);
        found.ifPresent(checkpoint -> {
            List<Path> files = files();
            for (int i = 0; i < damaged.size(); i++) {
                logger.warning(damaged.get(i).getMessage() + "; going on from the one before");
                setAside(files.get(i));
            }
        });
        return found;
    }

    private Optional<Found> newest(List<DamagedCheckpointException> damaged) {
        for (Path file : files()) {
            try {
                return Optional.of(new Found(file, CheckpointFile.read(file)));
            } catch (DamagedCheckpointException e) {
                damaged.add(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (!damaged.isEmpty()) {
            throw damaged.get(0);
        }
        return Optional.empty();
    }

    private static void setAside(Path file) {
        try {
            Files.move(file, file.resolveSibling(file.getFileName() + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes a checkpoint and removes those that it makes superfluous: older ones but one, and ones of later steps, which
     * a training that has diverged and gone back leaves behind.
     */
    Path write(Checkpoint checkpoint) {
        Path file = folder.resolve(
                String.format(Locale.ROOT, "step-%012d.ckpt", checkpoint.state().steps()));
        try {
            CheckpointFile.write(file, checkpoint, observer);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        for (Path later : files()) {
            if (later.compareTo(file) > 0) {
                delete(later);
            }
        }
        keepNewest(checkpoint.finished() ? 1 : KEPT);
        return file;
    }

    private void keepNewest(int count) {
        List<Path> files = files();
        files.subList(Math.min(count, files.size()), files.size()).forEach(CheckpointFolder::delete);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The checkpoints, the newest first. */
    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = new ArrayList<>(all.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .toList());
            files.sort(Comparator.reverseOrder());
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
