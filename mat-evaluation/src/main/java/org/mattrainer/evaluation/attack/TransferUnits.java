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
package org.mattrainer.evaluation.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.mattrainer.evaluation.format.Numbers;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/**
 * Whether the radii of transfers are those of the model under attack: they are measured in what the other model is fed with, which
 * after another preprocessing are other units.
 */
public final class TransferUnits {

    private static final Logger logger = Logger.getLogger(TransferUnits.class.getName());
    private static final int MOST_EXAMPLES = 20;

    /** What preprocessings that are fitted to different parts of the same data differ by at most. */
    private static final double EQUAL = 0.02;

    private TransferUnits() {}

    /**
     * Warns of transfers whose radii are in other units.
     *
     * @param target the model under attack
     * @param attacks attacks on it, of any kind
     * @param examples the examples to attack
     */
    public static void warn(AttackTarget target, List<? extends Attack> attacks, List<Example<Label>> examples) {
        doubts(target, attacks, examples).forEach(logger::warning);
    }

    /** What there is to say, a sentence for each such transfer. */
    static List<String> doubts(AttackTarget target, List<? extends Attack> attacks, List<Example<Label>> examples) {
        List<Example<Label>> some = examples.subList(0, Math.min(MOST_EXAMPLES, examples.size()));
        List<String> doubts = new ArrayList<>();
        for (Attack attack : attacks) {
            for (Attack member : attack.members()) {
                if (member instanceof TransferAttack transfer) {
                    double factor = target.length(some) / transfer.lengthThere(target.settings(), some);
                    // Of blank images alone nothing can be told.
                    if (Double.isFinite(factor) && Math.abs(factor - 1) > EQUAL) {
                        doubts.add("The radii of the " + transfer.name()
                                + " are in the units that its model is fed with: radius 1 there is as large a change of an"
                                + " image as radius " + Numbers.loss(factor) + " of the model under attack, so that its"
                                + " accuracies do not compare with those of other attacks of the same radius");
                    }
                }
            }
        }
        return doubts;
    }
}
