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

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.mattrainer.training.Arithmetic;
import org.mattrainer.training.CheckpointSettings;
import org.mattrainer.training.DamagedCheckpointException;
import org.mattrainer.training.ResumeRefusedException;

/** Saves a training when it is time. */
public final class Checkpointer implements AutoCloseable {

    private static final Logger logger = Logger.getLogger(Checkpointer.class.getName());

    private final CheckpointSettings settings;
    private RunIdentity identity;
    private final CheckpointFolder folder;
    private final FolderLock lock;
    private long lastStep;
    private long savedStep = -1;
    private long lastTime = System.nanoTime();

    /**
     * Takes hold of the folder.
     *
     * @param settings where and how often
     * @param identity of the training
     * @param observer told of the stages of each writing
     * @throws IllegalStateException if another training has the folder
     */
    public Checkpointer(CheckpointSettings settings, RunIdentity identity, Consumer<WriteStage> observer) {
        this.settings = settings;
        this.identity = identity;
        this.folder = new CheckpointFolder(settings.folder(), observer);
        this.lock = folder.lock();
    }

    @Override
    public void close() {
        lock.close();
    }

    /**
     * The checkpoint to go on from.
     *
     * @return empty when the training starts from the beginning
     * @throws ResumeRefusedException if it is of another training
     * @throws DamagedCheckpointException if there are checkpoints and none is valid
     */
    public Optional<CheckpointFolder.Found> resume() {
        if (!settings.resume()) {
            return Optional.empty();
        }
        Optional<CheckpointFolder.Found> found = folder.resume();
        found.ifPresent(checkpoint -> {
            RunIdentity stored = checkpoint.checkpoint().identity();
            identity.requireResumable(stored, checkpoint.file().toString());
            Arithmetic here = identity.arithmetic().get(0);
            identity = identity.after(stored, checkpoint.checkpoint().finished());
            if (identity.arithmetic().size() > Math.max(1, stored.arithmetic().size())) {
                logger.warning("The checkpoint was made by "
                        + stored.arithmetic().get(stored.arithmetic().size() - 1) + ", this is " + here
                        + ": the result may differ in rounding from that of one run");
            }
            lastStep = checkpoint.checkpoint().state().steps();
            savedStep = lastStep;
        });
        return found;
    }

    /** What tells the training from others, with all that it was made with so far. */
    public RunIdentity identity() {
        return identity;
    }

    /** Whether the newest checkpoint is of a step. */
    public boolean isSaved(long step) {
        return step == savedStep;
    }

    /** Whether the interval has passed. */
    public boolean isDue(long step) {
        boolean steps = settings.everySteps() > 0 && step - lastStep >= settings.everySteps();
        boolean time = !settings.every().isZero()
                && Duration.ofNanos(System.nanoTime() - lastTime).compareTo(settings.every()) >= 0;
        return steps || time;
    }

    /** Saves if that is possible; a training does not end because a disk is full. */
    public void trySave(Checkpoint checkpoint) {
        try {
            save(checkpoint);
        } catch (UncheckedIOException e) {
            logger.warning(e.getMessage() + "; the training goes on");
            lastStep = checkpoint.state().steps();
            lastTime = System.nanoTime();
        }
    }

    /** Saves; numbers that are no longer finite are not saved, so that the last checkpoint is a good one. */
    public void save(Checkpoint checkpoint) {
        if (!checkpoint.state().isFinite()) {
            return;
        }
        // An interrupt must not hinder the writing, and is still there after it.
        boolean interrupted = Thread.interrupted();
        try {
            folder.write(checkpoint);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        lastStep = checkpoint.state().steps();
        savedStep = lastStep;
        lastTime = System.nanoTime();
    }
}
