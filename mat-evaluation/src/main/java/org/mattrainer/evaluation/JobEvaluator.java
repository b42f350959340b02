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
package org.mattrainer.evaluation;

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.mattrainer.evaluation.format.SettingsText;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.provenance.DataProvenance;

/**
 * An evaluation that a training job can name. The host's evaluators are not configurable, so a job always makes
 * the host's label evaluation and runs these beside it.
 */
public interface JobEvaluator extends Configurable, Provenancable<ConfiguredObjectProvenance> {

    /**
     * The heading of its results.
     *
     * @return a short text
     */
    String title();

    /**
     * Says how the next model is evaluated, which does not change its results.
     *
     * @param partialResults a folder of this model where results may be kept, so that an evaluation that was ended goes
     *     on; empty for none
     * @param progress hears how far the evaluation is, a line at a time
     */
    default void prepare(Optional<Path> partialResults, Consumer<String> progress) {}

    /**
     * Sets how many threads evaluate, which does not change the results.
     *
     * @param number at least 1
     */
    default void setThreads(int number) {}

    /**
     * Says how the next model is evaluated, as {@link #prepare} does, which is called by this method unless it is
     * overridden.
     *
     * @param partialResults a folder of this model where results may be kept, empty for none
     * @param progress hears how far the evaluation is
     */
    default void prepareWith(Optional<Path> partialResults, EvaluationProgress progress) {
        prepare(partialResults, progress::line);
    }

    /**
     * Whether the evaluation needs the gradients of the model, which those of the host's trainers do not have.
     *
     * @return false for an evaluation of any model of labels
     */
    default boolean usesGradients() {
        return false;
    }

    /**
     * Checks what can be known of a model before any work.
     *
     * @param model the model that will be evaluated
     * @throws IllegalArgumentException if it cannot be
     */
    default void requireFit(Model<Label> model) {}

    /**
     * Checks what can be known of a model and of the labels of the test examples before any work.
     *
     * @param model the model that will be evaluated
     * @param labels the labels of the examples, which the model knows
     * @throws IllegalArgumentException if it cannot be
     */
    default void requireFit(Model<Label> model, Set<String> labels) {
        requireFit(model);
    }

    /**
     * Checks what can be known of a model and the test examples before any work.
     *
     * @param model the model that will be evaluated
     * @param examples all test examples, with labels that the model knows
     * @throws IllegalArgumentException if it cannot be
     */
    default void requireFit(Model<Label> model, List<Example<Label>> examples) {
        requireFit(model, labels(examples));
    }

    /**
     * The labels of examples, as checks before the work ask for them.
     *
     * @param examples any number of examples
     * @return each label once, in order
     */
    static Set<String> labels(List<Example<Label>> examples) {
        Set<String> labels = new TreeSet<>();
        examples.forEach(example -> labels.add(example.getOutput().getLabel()));
        return labels;
    }

    /**
     * All that decides the results beside model and examples, as text: with the content of files that are no part of the
     * settings.
     *
     * @return equal for evaluators with equal results
     * @throws IllegalArgumentException if such a file cannot be read
     */
    default String fingerprint() {
        return SettingsText.of(getProvenance());
    }

    /**
     * Evaluates a model.
     *
     * @param model the model
     * @param predictions its predictions of the test examples, in order
     * @param provenance where the examples come from
     * @return all figures
     */
    Evaluation<Label> evaluate(Model<Label> model, List<Prediction<Label>> predictions, DataProvenance provenance);
}
