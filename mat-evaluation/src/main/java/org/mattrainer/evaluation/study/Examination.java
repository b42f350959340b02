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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.ImagePredictions;
import org.mattrainer.evaluation.JobEvaluator;
import org.mattrainer.evaluation.JobEvaluators;
import org.mattrainer.evaluation.MixtureFit;
import org.mattrainer.evaluation.statistics.Probabilities;
import org.mattrainer.latent.GaussianMixture;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.evaluation.Evaluation;

/**
 * What to find out about models, and the data for it. A part that fails is left out and named.
 *
 * @param test the test examples
 * @param foreign examples of another kind, if the models should tell them apart
 * @param mixtureFit what gives networks without a mixture one, if they should get one
 * @param evaluators the further evaluations
 * @param embeddings the embeddings
 * @param gallery the gallery, if one is wanted
 * @param mistakes how many of the most confident mistakes to show, at least 0
 * @param threads threads that compute, at least 1, on which no result depends
 */
public record Examination(
        Dataset<Label> test,
        Optional<Dataset<Label>> foreign,
        Optional<MixtureFit> mixtureFit,
        List<JobEvaluator> evaluators,
        List<EmbeddingStudy> embeddings,
        Optional<GalleryStudy> gallery,
        int mistakes,
        int threads) {

    /** Copies the lists. */
    public Examination {
        evaluators = List.copyOf(evaluators);
        embeddings = List.copyOf(embeddings);
    }

    /**
     * Examines a model.
     *
     * @param name what to call it beside others
     * @param file where it was read from
     * @param model the model
     * @param history the curves of its training, by the names of the columns
     * @param progress hears what is done next, a few words
     * @return all that was found out
     */
    public ModelStudy examine(
            String name, String file, Model<Label> model, Map<String, double[]> history, Consumer<String> progress) {
        progress.accept("predictions");
        List<Prediction<Label>> predictions = ImagePredictions.of(model, test);
        Parts parts = new Parts(progress);
        Optional<GaussianMixture> fitted = fitted(model, parts);
        Optional<GaussianMixture> mixture = fitted.or(() -> own(model));
        Map<String, Evaluation<Label>> evaluations = new LinkedHashMap<>();
        JobEvaluators.byTitle(evaluators)
                .forEach((title, evaluator) -> parts.run(
                                title, () -> evaluator.evaluate(model, predictions, test.getProvenance()))
                        .ifPresent(evaluation -> evaluations.put(title, evaluation)));
        List<Embedding> embedded = embeddings(model, predictions, mixture, parts);
        Optional<Gallery> attacked = gallery.flatMap(study -> attacked(study, model, predictions, mixture, parts));
        return new ModelStudy(
                name,
                file,
                model,
                new LabelEvaluator().evaluate(model, predictions, test.getProvenance()),
                Probabilities.correct(predictions),
                Probabilities.calibration(predictions),
                Mistake.mostConfident(model, predictions, mistakes),
                mixture.flatMap(m -> parts.run(
                        "mixture",
                        () -> MixtureStudy.of((MatModel) model, m, fitted.isPresent(), predictions, threads))),
                foreign.flatMap(data -> parts.run(
                        "out-of-distribution examples",
                        () -> OutOfDistribution.of(model, predictions, mixture.orElse(null), data, threads))),
                evaluations,
                embedded,
                attacked,
                history,
                parts.omissions());
    }

    private static Optional<GaussianMixture> own(Model<Label> model) {
        return model instanceof MatModel ? ((MatModel) model).mixture() : Optional.empty();
    }

    private Optional<GaussianMixture> fitted(Model<Label> model, Parts parts) {
        if (!(model instanceof MatModel)
                || mixtureFit.isEmpty()
                || (own(model).isPresent() && !mixtureFit.get().replaces())) {
            return Optional.empty();
        }
        return parts.run("mixture of the latent space", () -> mixtureFit.get().fit((MatModel) model, threads));
    }

    private List<Embedding> embeddings(
            Model<Label> model, List<Prediction<Label>> predictions, Optional<GaussianMixture> mixture, Parts parts) {
        List<Embedding> all = new ArrayList<>();
        for (EmbeddingStudy study : embeddings) {
            Optional<String> unfit = model instanceof MatModel network
                    ? study.unfit(network, predictions)
                    : Optional.of("expected a MatModel, whose layers can be looked at, found a " + kind(model));
            if (unfit.isPresent()) {
                parts.omit(new Omission("embedding", unfit.get(), false));
            } else {
                parts.run("embedding", () -> study.study((MatModel) model, predictions, mixture))
                        .ifPresent(all::addAll);
            }
        }
        return all;
    }

    private static Optional<Gallery> attacked(
            GalleryStudy study,
            Model<Label> model,
            List<Prediction<Label>> predictions,
            Optional<GaussianMixture> mixture,
            Parts parts) {
        Optional<Optional<Gallery>> found = parts.run("gallery", () -> study.study(model, predictions, mixture));
        if (found.isPresent() && found.get().isEmpty()) {
            parts.omit(new Omission(
                    "gallery", "expected a MatModel of grey or coloured images, found a " + kind(model), false));
        }
        return found.flatMap(gallery -> gallery);
    }

    private static String kind(Model<Label> model) {
        return model.getClass().getSimpleName();
    }
}
