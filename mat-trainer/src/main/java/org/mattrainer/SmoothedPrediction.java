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

import java.util.Map;
import org.tribuo.Example;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/**
 * The prediction of a smoothed model: the label with most votes, whether the vote was clear or not, with the shares of
 * the votes as scores. The host's evaluators need a label of the domain and count an abstention as this label.
 */
public final class SmoothedPrediction extends Prediction<Label> {

    private static final long serialVersionUID = 1L;

    private final boolean abstains;

    /**
     * A vote that was counted.
     *
     * @param output the label with most votes
     * @param shares every label by its name, with its share of the votes in [0, 1] as score
     * @param used number of features that the model knows
     * @param example what was voted on
     * @param abstains whether the vote is too close to tell
     */
    public SmoothedPrediction(
            Label output, Map<String, Label> shares, int used, Example<Label> example, boolean abstains) {
        super(output, shares, used, example, true);
        this.abstains = abstains;
    }

    /**
     * Whether the vote is too close to tell, at the error {@code alpha}, which label the noise favours.
     *
     * @return true for an abstention
     */
    public boolean abstains() {
        return abstains;
    }
}
