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
package org.mattrainer.evaluation.attack.network;

import java.util.List;
import org.mattrainer.MatModel;
import org.mattrainer.SmoothedModel;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.ensemble.EnsembleModel;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.transform.TransformedModel;

/** Why a model that may hold networks of this library has no input gradients, and what can be done instead. */
public final class MissingGradients {

    private static final String QUERIES = "attacks without gradients (SquareAttack, RandomNoise)";

    private MissingGradients() {}

    /**
     * The error.
     *
     * @param model not a {@link MatModel}
     * @param purpose what asked for the gradients
     */
    public static IllegalArgumentException of(Model<Label> model, String purpose) {
        return new IllegalArgumentException("Expected a " + MatModel.class.getName()
                + ", or an ensemble of them that averages probabilities, for " + purpose + ", found " + found(model));
    }

    private static String found(Model<Label> model) {
        String name = model.getClass().getName();
        if (model instanceof EnsembleModel<Label> ensemble) {
            List<Model<Label>> members = ensemble.getModels();
            long networks = members.stream().filter(MatModel.class::isInstance).count();
            boolean votes = networks == members.size()
                    && model instanceof WeightedEnsembleModel<Label> weighted
                    && !EnsembleMembers.isMean(weighted);
            return name + " of " + members.size() + " models, " + networks + " of them MatModels"
                    + (votes ? ", whose combiner counts votes, which have no gradient: " : ": ")
                    + (votes ? "train it with a FullyWeightedVotingCombiner, or " : "")
                    + (networks > 0
                            ? "attack a member (getModels()), carry its images over with a TransferAttack, or use "
                            : "use ")
                    + QUERIES;
        }
        if (model instanceof TransformedModel<Label> transformed && transformed.getInnerModel() instanceof MatModel) {
            return name
                    + " around a MatModel: give the trainer a preprocessing (UnitScale, Standardise) in the place of"
                    + " the transformations, or use " + QUERIES;
        }
        if (model instanceof SmoothedModel smoothed) {
            Model<Label> base = smoothed.base();
            boolean differentiable =
                    base instanceof MatModel || EnsembleMembers.of(base).isPresent();
            return name + ", a vote over noise"
                    + (differentiable
                            ? ": attack its base model, or use a SmoothedGradientDescent"
                            : " of " + found(base));
        }
        return name + ": use a TransferAttack or " + QUERIES;
    }
}
