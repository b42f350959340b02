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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mattrainer.evaluation.attack.AttackTarget;
import org.mattrainer.evaluation.attack.TargetSettings;
import org.mattrainer.evaluation.format.Numbers;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/**
 * Finds models whose figures of one radius do not compare: radii are in the units that are fed to each network, and networks
 * of different preprocessing are fed the same change of an image in different units.
 */
public final class RadiusUnits {

    private static final int MOST_EXAMPLES = 20;

    /** What preprocessings that are fitted to different parts of the same data differ by at most. */
    private static final double EQUAL = 0.02;

    private final JobEvaluator evaluator;
    private final List<Example<Label>> examples = new ArrayList<>();
    private String first;
    private double firstLength;

    /**
     * For the models that one evaluator evaluates.
     *
     * @param evaluator any evaluator; one without radii finds nothing
     * @param examples the test examples
     */
    public RadiusUnits(JobEvaluator evaluator, Iterable<Example<Label>> examples) {
        this.evaluator = evaluator;
        for (Example<Label> example : examples) {
            if (this.examples.size() == MOST_EXAMPLES) {
                break;
            }
            this.examples.add(example);
        }
    }

    /**
     * Compares a model with the first one that was asked for.
     *
     * @param name what it is called
     * @param model a model that fits the evaluator
     * @return what does not compare, empty for the first model and for one of the same units
     */
    public Optional<String> doubt(String name, Model<Label> model) {
        Optional<TargetSettings> settings = settings(model);
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        double length = length(model, settings.get());
        if (first == null) {
            first = name;
            firstLength = length;
            return Optional.empty();
        }
        double same = firstLength / length;
        // Of blank images alone nothing can be told.
        return !Double.isFinite(same) || Math.abs(same - 1) <= EQUAL
                ? Optional.empty()
                : Optional.of(evaluator.title()
                        + ": radii are in the units that each network is fed with, and those of '"
                        + name + "' are other ones than those of '" + first + "': radius 1 there is as large a change"
                        + " of an image as radius " + Numbers.loss(same)
                        + " here, so that the figures of one radius do not compare");
    }

    private Optional<TargetSettings> settings(Model<Label> model) {
        if (evaluator instanceof RobustnessEvaluator robustness
                && !robustness.attacks().isEmpty()) {
            return Optional.of(robustness.targetSettings());
        }
        if (evaluator instanceof CertificationEvaluator certification) {
            return Optional.of(certification.targetSettings(certification.smoothed(model)));
        }
        return Optional.empty();
    }

    /** How long the difference of the examples and blank images is in the units of a model. */
    private double length(Model<Label> model, TargetSettings settings) {
        try (AttackTarget target = new AttackTarget(model, settings)) {
            return target.length(examples);
        }
    }
}
