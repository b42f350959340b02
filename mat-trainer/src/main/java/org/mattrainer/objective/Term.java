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
package org.mattrainer.objective;

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mattrainer.nn.Network;

/** One term of the objective, which is minimised. Immutable and shareable: all memory is in the step. */
public interface Term extends Configurable, Provenancable<ConfiguredObjectProvenance> {

    /**
     * Name of the term in reports.
     *
     * @return a short word in lower case
     */
    String name();

    /**
     * Adds the gradient of the weighted term to the passes of a step. A term of weight 0 does nothing at all.
     *
     * @param step the step
     * @return the weighted value of the term
     */
    double apply(StepContext step);

    /**
     * Whether the term needs the Gaussian mixture in the latent space.
     *
     * @return false unless it does
     */
    default boolean usesMixture() {
        return false;
    }

    /**
     * The networks that the term trains beside the model and finds in the step by their names.
     *
     * @param model the network of the model
     * @return none unless it has some
     * @throws IllegalArgumentException if they do not fit the model
     */
    default List<AuxiliaryNetwork> auxiliaries(Network model) {
        return List.of();
    }

    /**
     * The decay of the teacher that the term finds in the step: a network of the model's form whose parameters follow those
     * of the model, {@code teacher <- d teacher + (1 - d) model} after step t with {@code d = min(1 - 1/(t + 1), decay)}, and
     * which is the model in the end.
     *
     * @return in [0, 1]; empty unless it has one
     */
    default OptionalDouble teacherDecay() {
        return OptionalDouble.empty();
    }

    /**
     * How many numbers the term keeps for each example of the training; they are 0 at first, it finds them in the step by
     * its name ({@link StepContext#kept}), and changes them in {@link #finish} alone.
     *
     * @param model the network of the model
     * @return 0 unless it keeps some
     */
    default int keptPerExample(Network model) {
        return 0;
    }

    /**
     * Changes what the term keeps for the examples of a step that was made: it may still be left during {@link #apply},
     * which may also run more than once. The passes are those of the step, the parameters have moved.
     *
     * @param step the step
     */
    default void finish(StepContext step) {}

    /**
     * Adds gradients to those networks of the term that are updated after the model ({@link AuxiliaryNetwork#answers}); the
     * parameters of the model have moved, and its passes are to be made again. Called after {@link #finish}.
     *
     * @param step the step
     */
    default void answer(StepContext step) {}

    /**
     * Whether the term is a sum over examples, each of which gets a gradient that depends on that example, its random numbers,
     * the parameters, the mixture and the numbers of examples of the whole batches ({@link StepExamples#batchSize}) alone. Then
     * several machines can share the examples of a step. A term that is not cannot be trained so; one that is asks for the same
     * passes in the same order whatever the examples.
     *
     * @return false unless it is so
     */
    default boolean sumsOverExamples() {
        return false;
    }

    /**
     * How far the term moves examples.
     *
     * @return empty unless it does
     */
    default Optional<Perturbation> perturbation() {
        return Optional.empty();
    }

    /**
     * Whether the term keeps perturbed examples in the range of the pixels.
     *
     * @return whether the direction of its perturbation does, unless overridden
     */
    default boolean usesPixelRange() {
        return perturbation()
                .filter(moved -> moved.direction().usesPixelRange())
                .isPresent();
    }

    /**
     * Whether a pass of the term's own takes the place of the clean labelled pass: it changes the running statistics, it is
     * what reports are about ({@link StepExamples#reportInstead}), and the term never asks for the clean one. A training all
     * of whose terms are so has no clean pass, unless it has a mixture.
     *
     * @return false unless it is so
     */
    default boolean replacesCleanPass() {
        return false;
    }

    /**
     * Whether the cross-entropy of the labelled examples is a part of the term, which a {@link CrossEntropy} beside it would
     * count twice.
     *
     * @return false unless it is
     */
    default boolean includesCrossEntropy() {
        return false;
    }

    /**
     * Whether the term teaches the logits the classes of the labelled examples, as cross-entropy does. A training none of
     * whose terms does so predicts by chance, and is warned of.
     *
     * @return true unless it does not
     */
    default boolean teachesClasses() {
        return true;
    }

    /**
     * Whether the term stands in the place of a {@link CrossEntropy}: a training with both, which teaches the classes by two
     * losses, is warned of.
     *
     * @return false unless it does
     */
    default boolean replacesCrossEntropy() {
        return false;
    }

    /**
     * Fewest examples of a batch, of the unlabelled ones where there are any, with which means of the term over the batch say
     * something. A training with smaller batches is warned of.
     *
     * @param classes number of classes
     * @return 1 unless it takes such means
     */
    default int fewestExamples(int classes) {
        return 1;
    }

    /**
     * The share of the training over which the weight of the term grows. Until its end the objectives of two epochs are of
     * different weights, of which a training that is stopped by the objective is warned.
     *
     * @return in [0, 1]; 0 unless it grows
     */
    default double growth() {
        return 0;
    }

    /**
     * What makes the term pointless for a model, such as two passes that it compares and that are the same.
     *
     * @param model the network of the model
     * @return a sentence for a warning; empty if nothing does
     */
    default Optional<String> doubt(Network model) {
        return Optional.empty();
    }

    /**
     * Whether the running statistics are those of the labelled pass without dropout and noise ({@link
     * StepExamples#noiseless}), which the term asks for in every step, in the place of the clean one.
     *
     * @return false unless it is so
     */
    default boolean usesNoiselessStatistics() {
        return false;
    }

    /**
     * Whether the term reads the passes without dropout and noise ({@link StepExamples#noiseless}), for which there has to be
     * memory.
     *
     * @return false unless it does
     */
    default boolean usesNoiselessPass() {
        return false;
    }

    /**
     * How many passes with draws of their own the term takes of each kind of examples ({@link StepExamples#sample}), for
     * which there has to be memory.
     *
     * @return 1 unless it takes more
     */
    default int sampledPasses() {
        return 1;
    }

    /**
     * Most examples of a pass through the model that the term makes.
     *
     * @param labelled most labelled examples of a step
     * @param unlabelled most unlabelled examples of a step, 0 if there are none
     * @return the larger of both unless it has passes of several batches
     */
    default int passExamples(int labelled, int unlabelled) {
        return Math.max(labelled, unlabelled);
    }

    /**
     * Lets the running statistics see the examples of a step as they do in {@link #apply}, and changes nothing else. The
     * clean pass has run where the training has one.
     *
     * @param step the step, without gradients
     */
    default void observe(StepContext step) {}
}
