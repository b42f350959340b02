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
package org.mattrainer.internal.training;

import java.util.List;
import org.mattrainer.internal.input.BatchSettings;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.objective.Term;
import org.mattrainer.optimise.Optimiser;
import org.mattrainer.optimise.ParameterAverage;
import org.mattrainer.optimise.Schedule;
import org.mattrainer.training.EarlyStopping;
import org.mattrainer.training.Initialisation;

/**
 * Everything that decides the result of a training apart from network, data and seed.
 *
 * @param terms the objective
 * @param mixture settings of the mixture, used when a term needs one
 * @param optimiser changes the parameters
 * @param schedule how the learning rate changes
 * @param average what the parameters of the model are an average of, null for those of the last step
 * @param gradientClip largest 2-norm of a gradient, 0 for no limit
 * @param epochs number of epochs, at least 1
 * @param batches what a step reads of the training data
 * @param initialisation how the first weights are drawn
 * @param convolution how convolutions are computed
 * @param earlyStopping when to stop before the last epoch, null for never
 * @param divergenceRetries how often a diverged training starts its epoch again with half the learning rate, at least 0
 */
public record TrainingSettings(
        List<Term> terms,
        MixtureSettings mixture,
        Optimiser optimiser,
        Schedule schedule,
        ParameterAverage average,
        double gradientClip,
        int epochs,
        BatchSettings batches,
        Initialisation initialisation,
        ConvolutionAlgorithm convolution,
        EarlyStopping earlyStopping,
        int divergenceRetries) {

    /** Copies the list. */
    public TrainingSettings {
        terms = List.copyOf(terms);
    }

    /** Whether a term needs the mixture. */
    public boolean usesMixture() {
        return terms.stream().anyMatch(Term::usesMixture);
    }
}
