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

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mattrainer.evaluation.statistics.Calibration;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.evaluation.Evaluation;

/**
 * All that was found out about one model.
 *
 * @param name what to call the model beside others
 * @param file where it was read from, as the user gave it
 * @param model the model
 * @param evaluation the host's evaluation of its predictions
 * @param correct whether each prediction is right
 * @param calibration empty for a model whose scores are no probabilities
 * @param mistakes the wrong predictions with the highest confidence
 * @param mixture empty for a model without a mixture over its latent space
 * @param outOfDistribution empty without foreign examples
 * @param evaluations the further evaluations by their titles, in order
 * @param embeddings of each study in turn, first clean, then under attack
 * @param gallery empty for a model whose examples are no pictures, or without a request
 * @param history the curves of its training, by the names of the columns; empty if they were not found
 * @param omissions what was asked for and could not be found out
 */
public record ModelStudy(
        String name,
        String file,
        Model<Label> model,
        LabelEvaluation evaluation,
        boolean[] correct,
        Optional<Calibration> calibration,
        List<Mistake> mistakes,
        Optional<MixtureStudy> mixture,
        Optional<OutOfDistribution> outOfDistribution,
        Map<String, Evaluation<Label>> evaluations,
        List<Embedding> embeddings,
        Optional<Gallery> gallery,
        Map<String, double[]> history,
        List<Omission> omissions)
        implements EvaluatedModel {}
