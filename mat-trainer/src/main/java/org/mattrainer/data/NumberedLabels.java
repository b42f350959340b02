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
package org.mattrainer.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;

/** The labels of numbered classes, each made once and shared by all examples. */
final class NumberedLabels {

    private final OutputFactory<Label> factory;
    private final List<String> names;
    private final Label[] labels = new Label[256];

    /** Labels that are the numbers themselves. */
    NumberedLabels(OutputFactory<Label> factory) {
        this(factory, List.of());
    }

    /** Labels of given names, those of the numbers from 0 on; without names the numbers themselves. */
    NumberedLabels(OutputFactory<Label> factory, List<String> names) {
        this.factory = factory;
        this.names = names;
    }

    /** The label of an unsigned byte; makes it when it is asked for the first time. */
    Label of(byte number) {
        int index = number & 0xff;
        if (labels[index] == null) {
            labels[index] = factory.generateOutput(names.isEmpty() ? Integer.toString(index) : names.get(index));
        }
        return labels[index];
    }

    /** The labels made so far, in ascending order of their numbers. */
    List<Label> made() {
        return Arrays.stream(labels).filter(Objects::nonNull).toList();
    }
}
