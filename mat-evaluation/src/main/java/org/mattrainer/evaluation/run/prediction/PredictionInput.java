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
package org.mattrainer.evaluation.run.prediction;

import java.nio.file.Path;
import java.util.List;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.Console;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/** What is to be predicted. */
public interface PredictionInput {

    /** What the name of each image is: the head of its column. */
    String subject();

    /**
     * Hands all images over, in order.
     *
     * @param console for remarks
     * @param name what to call the model
     * @param model the model, checked first to be one for these images where that can be told
     * @param stream receives the images
     * @throws CommandException if the model is none for these images or there are none
     */
    void feed(Console console, String name, Model<Label> model, PredictionStream stream);

    /**
     * The image files that are read, as far as they are known before.
     *
     * @return their paths, none for a data source
     */
    List<Path> files();
}
