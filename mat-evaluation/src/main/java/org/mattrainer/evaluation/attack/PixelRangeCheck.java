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

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.List;
import java.util.logging.Logger;
import org.mattrainer.MatModel;
import org.mattrainer.image.ValueRange;
import org.mattrainer.internal.numbers.Checks;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.classification.Label;

/** Whether the range in which attacks with a box constraint keep their images is that of the images. */
public final class PixelRangeCheck {

    private static final Logger logger = Logger.getLogger(PixelRangeCheck.class.getName());

    /** Pixels of a range that is so many times larger or smaller than the training's are not the same pixels. */
    private static final double MOST_OFF = 4;

    private PixelRangeCheck() {}

    /**
     * Checks the settings of a range.
     *
     * @param lowestPixel lowest raw value of a pixel
     * @param highestPixel highest raw value of a pixel
     * @throws PropertyException if one is not finite, or the lowest is not below the highest
     */
    public static void requireRange(double lowestPixel, double highestPixel) {
        Checks.finite("lowestPixel", lowestPixel);
        Checks.finite("highestPixel", highestPixel);
        Checks.require(lowestPixel < highestPixel, "lowestPixel", "less than " + highestPixel, lowestPixel);
    }

    /**
     * Compares the range with that of the model's training, and warns where they are far from each other. Refuses examples
     * outside the range: the nearest image within it could be farther away than any radius.
     *
     * @param target the model under attack
     * @param attacks attacks on it; those without a box constraint have no range
     * @param examples the examples to attack
     * @param component what has the settings of the range, for messages
     * @throws IllegalArgumentException if an attack has a box constraint and a pixel of an example is out of the range
     */
    public static void run(
            AttackTarget target, List<? extends Attack> attacks, List<Example<Label>> examples, String component) {
        warn(target, attacks, component);
        requireInside(target, attacks, examples, component);
    }

    /** Warns of a range that is far from that of the model's training. */
    static void warn(AttackTarget target, List<? extends Attack> attacks, String component) {
        if (hasRange(attacks) && AttackTarget.base(target.model()) instanceof MatModel network) {
            network.trainingRange()
                    .filter(training -> isFar(target.settings(), training))
                    .ifPresent(training -> logger.warning("Attacking pixels of " + range(target)
                            + " of a model that was trained on values of " + training + ": " + advice(component)));
        }
    }

    /**
     * Refuses examples outside the range, and for transfers outside that of the pixels of the other model.
     *
     * @param target the model under attack
     * @param attacks attacks on it; those without a box constraint have no range
     * @param examples the examples to attack
     * @param component what has the settings of the range, for messages
     * @throws IllegalArgumentException if an attack has a box constraint and a pixel of an example is out of the range
     */
    public static void requireInside(
            AttackTarget target, List<? extends Attack> attacks, Iterable<Example<Label>> examples, String component) {
        for (Attack attack : attacks) {
            for (Attack member : attack.members()) {
                if (member instanceof TransferAttack transfer) {
                    transfer.requireInside(target, examples);
                }
            }
        }
        if (!hasRange(attacks)) {
            return;
        }
        float[] x = new float[target.shape().size()];
        for (Example<Label> example : examples) {
            target.read(example, x, 0);
            int pixel = target.box().outside(x, 0);
            if (pixel >= 0) {
                String name = target.featureName(pixel);
                throw new IllegalArgumentException("Expected examples whose pixels are " + range(target)
                        + " for attacks with a box constraint, found " + value(example, name) + " in the feature "
                        + name
                        + ": " + advice(component) + ", or box to false");
            }
        }
    }

    private static boolean hasRange(List<? extends Attack> attacks) {
        return attacks.stream().anyMatch(PixelRangeCheck::isBoxed);
    }

    private static String range(AttackTarget target) {
        return target.settings().lowest() + " to " + target.settings().highest();
    }

    private static String advice(String component) {
        return "set lowestPixel and highestPixel of the " + component;
    }

    private static boolean isFar(TargetSettings settings, ValueRange training) {
        double factor = new ValueRange((float) settings.lowest(), (float) settings.highest()).factor(training);
        return factor > MOST_OFF || factor < 1 / MOST_OFF;
    }

    /** Whether an attack keeps images in the range of this model; a transfer does so in that of another one. */
    private static boolean isBoxed(Attack attack) {
        return attack.members().stream().anyMatch(member -> member.hasBox() && member.boundsTarget());
    }

    private static double value(Example<Label> example, String feature) {
        Feature found = example.lookup(feature);
        return found == null ? 0 : found.getValue();
    }
}
