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
package org.mattrainer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mattrainer.internal.input.ExampleTable;
import org.mattrainer.internal.training.TrainingSettings;
import org.mattrainer.objective.Term;
import org.mattrainer.optimise.LastEpochsAverage;
import org.mattrainer.training.EarlyStopping;

/** Settings that a training allows and that do nothing in it, twice what they say, or something else. */
final class UselessSettings {

    private UselessSettings() {}

    /**
     * Finds those of a training.
     *
     * @param settings its settings
     * @param unlabelledMinibatchSize the size of unlabelled batches that was asked for, 0 for none
     * @param examples what it trains on
     * @return a sentence for each
     */
    static List<String> find(TrainingSettings settings, int unlabelledMinibatchSize, ExampleTable examples) {
        List<String> found = new ArrayList<>();
        Set<String> terms = new HashSet<>();
        for (Term term : settings.terms()) {
            if (!terms.add(term.toString())) {
                found.add("The terms list " + term + " twice, so that it weighs twice as much as it says");
            }
        }
        if (unlabelledMinibatchSize > 0 && examples.labelled().length == examples.count()) {
            found.add("unlabelledMinibatchSize is " + unlabelledMinibatchSize + ", and all " + examples.count()
                    + " training examples are labelled: it changes nothing");
        }
        if (settings.earlyStopping() != null) {
            ofEarlyStopping(settings, settings.earlyStopping(), found);
        }
        return found;
    }

    /** An average over the last of all epochs is none before them, and one that is taken at the end is none before it. */
    private static void ofEarlyStopping(TrainingSettings settings, EarlyStopping stopping, List<String> found) {
        if (!stopping.needsValidation() && stopping.validationExamples().isPresent()) {
            found.add("The validation examples of early stopping are not used: what it watches is that of the training"
                    + " examples, of " + stopping);
        }
        for (Term term : settings.terms()) {
            if (stopping.watchesObjective() && term.growth() > 0) {
                found.add("Early stopping by the objective, in which the weight of the term " + term.name()
                        + " grows over " + term.growth()
                        + " of the training: earlier epochs have smaller objectives for smaller"
                        + " weights alone and are taken for better; watch another value, or let no weight grow");
            }
        }
        if (settings.optimiser().averagesAtTheEnd()) {
            found.add("Early stopping beside " + settings.optimiser() + ", whose average is taken when the training"
                    + " ends: what is watched and the model of an earlier epoch are without it; ExponentialAverage has one"
                    + " after every step");
        }
        if (settings.average() instanceof LastEpochsAverage average) {
            found.add(
                    "Early stopping beside " + average + ", which is over the last of all " + settings.epochs()
                            + " epochs: a model of an earlier epoch has no average; ExponentialAverage has one after every step");
        }
    }
}
