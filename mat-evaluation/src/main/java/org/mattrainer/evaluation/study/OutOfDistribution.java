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
import java.util.OptionalDouble;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.ImagePredictions;
import org.mattrainer.evaluation.statistics.Auroc;
import org.mattrainer.evaluation.statistics.Probabilities;
import org.mattrainer.latent.GaussianMixture;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/**
 * How well a model tells foreign examples from its own, as the area under the receiver operating characteristic: 0.5 is
 * guessing, 1 is perfect.
 *
 * @param examples number of test examples
 * @param foreign number of foreign examples
 * @param confidence when examples with a higher score of the predicted label are taken for own ones
 * @param likelihood when examples with a higher density of the mixture over the latent space are taken for own ones;
 *     empty without a mixture
 */
public record OutOfDistribution(int examples, int foreign, double confidence, OptionalDouble likelihood) {

    static OutOfDistribution of(
            Model<Label> model,
            List<Prediction<Label>> predictions,
            GaussianMixture mixture,
            Dataset<Label> foreign,
            int threads) {
        List<Prediction<Label>> foreignPredictions = ImagePredictions.of(model, foreign);
        double confidence =
                Auroc.of(Probabilities.confidence(predictions), Probabilities.confidence(foreignPredictions));
        OptionalDouble likelihood = OptionalDouble.empty();
        if (mixture != null) {
            List<Example<Label>> own = new ArrayList<>();
            predictions.forEach(p -> own.add(p.getExample()));
            MatModel network = (MatModel) model;
            likelihood = OptionalDouble.of(Auroc.of(
                    MixtureStudy.logDensities(network, mixture, own, threads),
                    MixtureStudy.logDensities(network, mixture, foreign, threads)));
        }
        return new OutOfDistribution(predictions.size(), foreignPredictions.size(), confidence, likelihood);
    }
}
