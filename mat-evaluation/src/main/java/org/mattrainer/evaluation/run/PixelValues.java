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
package org.mattrainer.evaluation.run;

import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.image.ValueRange;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.classification.Label;

/** Compares the values of images with those of the training images: bytes here and fractions there are a mistake. */
public final class PixelValues {

    private static final double DOUBTFUL = 10;
    private static final double IMPOSSIBLE = 50;

    private PixelValues() {}

    /** The range of all values; pixels without a feature are 0. */
    static ValueRange of(Dataset<Label> data) {
        float lowest = 0;
        float highest = 0;
        for (Example<Label> example : data) {
            for (Feature feature : example) {
                float value = (float) feature.getValue();
                if (Float.isFinite(value)) {
                    lowest = Math.min(lowest, value);
                    highest = Math.max(highest, value);
                }
            }
        }
        return new ValueRange(lowest, highest);
    }

    /** Refuses values of quite another size, and warns of values of another size. */
    public static void require(Console console, ValueRange training, String what, Dataset<Label> data) {
        ValueRange found = of(data);
        double factor = found.factor(training);
        String text = what + ": pixels of " + found + ", expected " + training + " as in the training data";
        if (factor >= IMPOSSIBLE || factor <= 1 / IMPOSSIBLE) {
            throw new CommandException(ExitCode.BAD_DATA, text);
        }
        if (factor >= DOUBTFUL || factor <= 1 / DOUBTFUL) {
            console.warn("WARNING: " + text);
        }
    }
}
