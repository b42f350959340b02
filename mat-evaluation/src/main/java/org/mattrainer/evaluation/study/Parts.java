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
package org.mattrainer.evaluation.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs the parts of an examination one by one: a part that fails costs itself only, and is told. */
final class Parts {

    private final Consumer<String> progress;
    private final List<Omission> omissions = new ArrayList<>();

    Parts(Consumer<String> progress) {
        this.progress = progress;
    }

    /** What a part finds out; empty if it failed. */
    <T> Optional<T> run(String part, Supplier<T> work) {
        progress.accept(part);
        try {
            return Optional.of(work.get());
        } catch (RuntimeException e) {
            omit(new Omission(part, reason(e), true));
        } catch (OutOfMemoryError e) {
            omit(new Omission(part, "out of memory", true));
        } catch (StackOverflowError e) {
            omit(new Omission(part, "nested too deeply", true));
        }
        return Optional.empty();
    }

    /** Tells that a part is left out. */
    void omit(Omission omission) {
        omissions.add(omission);
        progress.accept((omission.failed() ? "failed: " : "left out: ") + omission);
    }

    List<Omission> omissions() {
        return List.copyOf(omissions);
    }

    private static String reason(RuntimeException e) {
        Throwable told = e;
        while (told.getCause() != null
                && (told.getMessage() == null || told.getMessage().isBlank())) {
            told = told.getCause();
        }
        return told.getMessage() == null
                ? told.getClass().getSimpleName()
                : told.getMessage().lines().findFirst().orElse("");
    }
}
