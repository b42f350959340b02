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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.mattrainer.configuration.ComponentBuilder;
import org.mattrainer.image.Augmentation;
import org.mattrainer.image.PixelMap;
import org.mattrainer.image.Preprocessing;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.nn.Architecture;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.objective.Term;
import org.mattrainer.optimise.Optimiser;
import org.mattrainer.optimise.ParameterAverage;
import org.mattrainer.optimise.Schedule;
import org.mattrainer.training.EarlyStopping;
import org.mattrainer.training.Initialisation;
import org.mattrainer.training.UnlabelledPolicy;
import org.mattrainer.training.UnseenPixels;

/** Makes a {@link MatTrainer}: each method is a setting of the name that it has in a configuration. */
public final class MatTrainerBuilder extends ComponentBuilder<MatTrainer, MatTrainerBuilder> {

    MatTrainerBuilder(MatTrainer trainer, PixelMap pixels) {
        super(trainer);
        trainer.pixels = pixels;
    }

    /**
     * Sets how raw pixel values become the network's input.
     *
     * @param preprocessing the preprocessing, null for {@link org.mattrainer.image.UnitScale}
     * @return this
     */
    public MatTrainerBuilder preprocessing(Preprocessing preprocessing) {
        return set(trainer -> trainer.preprocessing = preprocessing);
    }

    /**
     * Sets the random changes of the training images.
     *
     * @param augmentations the changes in order
     * @return this
     */
    public MatTrainerBuilder augmentations(List<Augmentation> augmentations) {
        return set(trainer -> trainer.augmentations = new ArrayList<>(augmentations));
    }

    /**
     * Sets the network.
     *
     * @param architecture the network, {@link org.mattrainer.nn.LeNetsPlusPlus} if this is not called
     * @return this
     */
    public MatTrainerBuilder network(Architecture architecture) {
        return set(trainer -> trainer.architecture = architecture);
    }

    /**
     * Sets the terms of the objective.
     *
     * @param terms at least one
     * @return this
     */
    public MatTrainerBuilder terms(List<? extends Term> terms) {
        return set(trainer -> trainer.terms = new ArrayList<>(terms));
    }

    /**
     * Sets the mixture over the latent space, for terms that use one.
     *
     * @param mixture the mixture, null for the defaults
     * @return this
     */
    public MatTrainerBuilder mixture(MixtureSettings mixture) {
        return set(trainer -> trainer.mixture = mixture);
    }

    /**
     * Sets the optimiser.
     *
     * @param optimiser the optimiser, {@link org.mattrainer.optimise.Adam} if this is not called
     * @return this
     */
    public MatTrainerBuilder optimiser(Optimiser optimiser) {
        return set(trainer -> trainer.optimiser = optimiser);
    }

    /**
     * Sets how the learning rate changes during the training.
     *
     * @param schedule the schedule, {@link org.mattrainer.optimise.ConstantThenLinear} if this is not called
     * @return this
     */
    public MatTrainerBuilder schedule(Schedule schedule) {
        return set(trainer -> trainer.schedule = schedule);
    }

    /**
     * Sets what the model's parameters are an average of.
     *
     * @param average the average, null for the parameters of the last step
     * @return this
     */
    public MatTrainerBuilder average(ParameterAverage average) {
        return set(trainer -> trainer.average = average);
    }

    /**
     * Sets the largest 2-norm of a gradient, to which larger ones are scaled down.
     *
     * @param gradientClip finite and above 0, or 0 for no limit; 5 if this is not called
     * @return this
     */
    public MatTrainerBuilder gradientClip(double gradientClip) {
        return set(trainer -> trainer.gradientClip = gradientClip);
    }

    /**
     * Sets the number of epochs.
     *
     * @param epochs at least 1; 20 if this is not called
     * @return this
     */
    public MatTrainerBuilder epochs(int epochs) {
        return set(trainer -> trainer.epochs = epochs);
    }

    /**
     * Sets the number of labelled examples of one step.
     *
     * @param minibatchSize at least 1; 64 if this is not called
     * @return this
     */
    public MatTrainerBuilder minibatchSize(int minibatchSize) {
        return set(trainer -> trainer.minibatchSize = minibatchSize);
    }

    /**
     * Sets the number of unlabelled examples of one step, among which are the images of the labelled ones.
     *
     * @param unlabelledMinibatchSize at least 1, or 0 for as many as labelled ones
     * @return this
     */
    public MatTrainerBuilder unlabelledMinibatchSize(int unlabelledMinibatchSize) {
        return set(trainer -> trainer.unlabelledMinibatchSize = unlabelledMinibatchSize);
    }

    /**
     * Sets the number of steps of one epoch.
     *
     * @param updatesPerEpoch at least 1, or 0 for one pass over all examples, labelled or not; where some are unlabelled
     *     the labelled ones begin anew as often as it takes
     * @return this
     */
    public MatTrainerBuilder updatesPerEpoch(int updatesPerEpoch) {
        return set(trainer -> trainer.updatesPerEpoch = updatesPerEpoch);
    }

    /**
     * Sets what happens to unlabelled examples.
     *
     * @param unlabelledPolicy REJECT if this is not called
     * @return this
     */
    public MatTrainerBuilder unlabelledPolicy(UnlabelledPolicy unlabelledPolicy) {
        return set(trainer -> trainer.unlabelledPolicy = unlabelledPolicy);
    }

    /**
     * Sets what predictions do with pixels that never occurred in training.
     *
     * @param unseenPixels IGNORE if this is not called
     * @return this
     */
    public MatTrainerBuilder unseenPixels(UnseenPixels unseenPixels) {
        return set(trainer -> trainer.unseenPixels = unseenPixels);
    }

    /**
     * Sets how the first weights are drawn.
     *
     * @param initialisation HE if this is not called
     * @return this
     */
    public MatTrainerBuilder initialisation(Initialisation initialisation) {
        return set(trainer -> trainer.initialisation = initialisation);
    }

    /**
     * Sets the model whose numbers the training starts from, a warm start: the network has to be the same but for the
     * number of classes, and what belongs to one class follows it by its name.
     *
     * @param file the file of the model or the folder of its run, null to draw all numbers
     * @return this
     */
    public MatTrainerBuilder initialModel(Path file) {
        return set(trainer -> {
            trainer.initialModel = file;
            trainer.startsFrom = null;
        });
    }

    /**
     * Sets the model whose numbers the training starts from, as {@link #initialModel(Path)} does. The provenance then holds
     * the fingerprint of the model but no file, so that whoever trains again by it has to add the file.
     *
     * @param model the model
     * @return this
     */
    public MatTrainerBuilder initialModel(MatModel model) {
        Objects.requireNonNull(model);
        return set(trainer -> {
            trainer.initialModel = null;
            trainer.startsFrom = model;
        });
    }

    /**
     * Sets the layers that are left as they are. Their parameters and running statistics do not change; in a training pass
     * batch normalisation still uses the statistics of its batch.
     *
     * @param names layers by index and type, such as {@code 0.Conv2d}, or names of values of the network, such as
     *     {@code latent}, for all layers up to there
     * @return this
     */
    public MatTrainerBuilder frozenLayers(List<String> names) {
        return set(trainer -> trainer.frozenLayers = new ArrayList<>(names));
    }

    /**
     * Sets how convolutions are computed.
     *
     * @param convolution AUTO if this is not called
     * @return this
     */
    public MatTrainerBuilder convolution(ConvolutionAlgorithm convolution) {
        return set(trainer -> trainer.convolution = convolution);
    }

    /**
     * Sets when to stop before the last epoch.
     *
     * @param earlyStopping null for never
     * @return this
     */
    public MatTrainerBuilder earlyStopping(EarlyStopping earlyStopping) {
        return set(trainer -> trainer.earlyStopping = earlyStopping);
    }

    /**
     * Sets the share of the labelled training examples of each class that is held out to fit the temperature of the
     * probabilities, see {@link TemperatureScaling}. They are other ones than those of early stopping.
     *
     * @param calibrationHeldOut in [0, 1), 0 for the plain softmax
     * @return this
     */
    public MatTrainerBuilder calibrationHeldOut(double calibrationHeldOut) {
        return set(trainer -> trainer.calibrationHeldOut = calibrationHeldOut);
    }

    /**
     * Sets how often a diverged training starts its epoch again with half the learning rate.
     *
     * @param divergenceRetries at least 0; 0 if this is not called
     * @return this
     */
    public MatTrainerBuilder divergenceRetries(int divergenceRetries) {
        return set(trainer -> trainer.divergenceRetries = divergenceRetries);
    }

    /**
     * Sets into how many micro-batches a step is cut.
     *
     * @param microBatches at least 1; 1 if this is not called
     * @return this
     */
    public MatTrainerBuilder microBatches(int microBatches) {
        return set(trainer -> trainer.microBatches = microBatches);
    }

    /**
     * Sets into how many stripes the training data are cut.
     *
     * @param dataShards at least 1, a divisor of 8, or of the number of micro-batches where that is above 1; 1 if this is not
     *     called
     * @return this
     */
    public MatTrainerBuilder dataShards(int dataShards) {
        return set(trainer -> trainer.dataShards = dataShards);
    }

    /**
     * Sets the seed of all random numbers.
     *
     * @param seed any number; that of the host's trainers if this is not called
     * @return this
     */
    public MatTrainerBuilder seed(long seed) {
        return set(trainer -> trainer.seed = seed);
    }
}
