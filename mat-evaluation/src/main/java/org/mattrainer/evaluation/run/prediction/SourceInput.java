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
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.command.Failures;
import org.mattrainer.evaluation.run.ImageShapes;
import org.mattrainer.evaluation.run.JobData;
import org.mattrainer.image.ShapedImage;
import org.tribuo.DataSource;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/**
 * The examples of a data source, which are named by their position from 0.
 *
 * @param name the component
 * @param source the source; that its outputs are labels is checked as it is read
 */
public record SourceInput(String name, DataSource<Label> source) implements PredictionInput {

    @Override
    public String subject() {
        return "example";
    }

    @Override
    public void feed(Console console, String modelName, Model<Label> model, PredictionStream stream) {
        String what = "data source '" + name + "'";
        ImageShapes.warnOfOtherResize(
                console, what, model.getProvenance().getDatasetProvenance(), source.getProvenance());
        Iterator<Example<Label>> examples = attempt(what, source::iterator);
        long position = 0;
        while (attempt(what, examples::hasNext)) {
            Example<Label> example = attempt(what, examples::next);
            JobData.requireLabel(what, source, example);
            if (position == 0 && example instanceof ShapedImage image) {
                ImageShapes.requireFit(modelName, model, what, image.shape());
            }
            stream.add(Long.toString(position), example.size(), () -> example, Thumbnail::of);
            position++;
        }
        if (position == 0) {
            throw new CommandException(ExitCode.BAD_DATA, what + ": no examples");
        }
    }

    @Override
    public List<Path> files() {
        return List.of();
    }

    /** A failure of the source is one of the data. */
    private static <T> T attempt(String what, Supplier<T> step) {
        try {
            return step.get();
        } catch (RuntimeException | StackOverflowError e) {
            throw Failures.ofData(what, e);
        }
    }
}
