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
package org.mattrainer.evaluation.run.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.trial.Trial;

/** Trials of a study that are one and the same training under two names, of which nothing can be learnt. */
final class RepeatedTrainings {

    /** The same training twice. */
    private record Pair(Trial first, Trial second) {
        boolean isOfOneMethod() {
            return first.method().equals(second.method()) && first.dataSet().equals(second.dataSet());
        }

        @Override
        public String toString() {
            return "the trials '" + first + "' and '" + second + "' would be one and the same training";
        }
    }

    private final List<Pair> pairs = new ArrayList<>();

    /** Compares the configurations of trials, apart from what they are called. */
    RepeatedTrainings(List<Trial> trials, TrialConfigurations configurations) {
        Map<Object, Trial> known = new HashMap<>();
        for (Trial trial : trials) {
            Trial first = known.putIfAbsent(configurations.open(trial).config().training(), trial);
            if (first != null) {
                pairs.add(new Pair(first, trial));
            }
        }
    }

    /**
     * Refuses seeds that change nothing, and warns of methods and data sets that are the same.
     *
     * @throws CommandException if two seeds of a method make the same training
     */
    void requireDifferentSeeds(Console console) {
        for (Pair pair : pairs) {
            if (pair.isOfOneMethod()) {
                throw new CommandException(
                        ExitCode.USAGE,
                        pair + ": the seed reaches nothing of the job; name what to vary with seedProperties, or give"
                                + " the method one seed");
            }
            console.warn("WARNING: " + pair);
        }
    }

    /**
     * Refuses choices of a search that are the same.
     *
     * @param labels the values of each choice as text, by the name of its method
     * @throws CommandException if there are two
     */
    void requireDifferentChoices(Map<String, String> labels) {
        for (Pair pair : pairs) {
            if (!pair.isOfOneMethod()) {
                throw new CommandException(
                        ExitCode.USAGE,
                        pair + " (" + labels.get(pair.first.method()) + "; " + labels.get(pair.second.method())
                                + "): expected parameters of the search that reach its job and have other values each time,"
                                + " which no --@ sets");
            }
        }
    }
}
