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

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mattrainer.MatModel;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.protos.core.WeightedEnsembleModelProto;

/** The networks of an ensemble whose probabilities are the weighted mean of theirs, which has a gradient. */
public final class EnsembleMembers {

    private final List<MatModel> models;
    private final double[] weights;

    private EnsembleMembers(List<MatModel> models, double[] weights) {
        this.models = models;
        this.weights = weights;
    }

    /**
     * The members of a model.
     *
     * @return empty for anything but an ensemble of {@link MatModel}s with a {@link FullyWeightedVotingCombiner}
     */
    public static Optional<EnsembleMembers> of(Model<Label> model) {
        if (!(model instanceof WeightedEnsembleModel<Label> ensemble)
                || !ensemble.getModels().stream().allMatch(MatModel.class::isInstance)) {
            return Optional.empty();
        }
        WeightedEnsembleModelProto parts = parts(ensemble);
        if (!isMean(parts)) {
            return Optional.empty();
        }
        List<MatModel> models = new ArrayList<>();
        ensemble.getModels().forEach(member -> models.add((MatModel) member));
        double sum = parts.getWeightsList().stream().mapToDouble(w -> w).sum();
        return Optional.of(new EnsembleMembers(
                models,
                parts.getWeightsList().stream().mapToDouble(w -> w / sum).toArray()));
    }

    /** Whether the ensemble's probabilities are the weighted mean of those of its members, and not a count of votes. */
    static boolean isMean(WeightedEnsembleModel<Label> ensemble) {
        return isMean(parts(ensemble));
    }

    private static boolean isMean(WeightedEnsembleModelProto parts) {
        return parts.getCombiner().getClassName().equals(FullyWeightedVotingCombiner.class.getName());
    }

    /** The host shows neither the combiner nor the weights otherwise. */
    private static WeightedEnsembleModelProto parts(WeightedEnsembleModel<Label> ensemble) {
        try {
            return ensemble.serialize().getSerializedData().unpack(WeightedEnsembleModelProto.class);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("The host's ensemble writes no WeightedEnsembleModelProto", e);
        }
    }

    /** The networks in order. */
    List<MatModel> models() {
        return models;
    }

    /** Share of each member, with the sum 1. */
    double[] weights() {
        return weights;
    }
}
