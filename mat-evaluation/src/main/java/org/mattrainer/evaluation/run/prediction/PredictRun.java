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

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.run.ModelFile;
import org.mattrainer.internal.files.AtomicFiles;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/**
 * One prediction of many images: model, images, lines, in this order.
 *
 * @param console for results and messages
 * @param file the model
 * @param input the images
 * @param format form of the lines
 * @param top most labels of one image
 * @param threads threads that decode and predict
 */
public record PredictRun(
        Console console, ModelFile file, PredictionInput input, PredictionFormat format, int top, int threads) {

    /**
     * Predicts everything that can be.
     *
     * @param output the file of the results, empty for standard output
     * @throws CommandException if an image could not be predicted; the results of the others are there
     * @throws IOException if the file cannot be written
     */
    public void run(Optional<Path> output) throws IOException {
        Model<Label> model = file.load();
        file.doubt().ifPresent(doubt -> console.warn("Warning   " + doubt));
        if (model instanceof MatModel network) {
            network.setPredictionThreads(threads);
            if (network.temperature() != 1) {
                console.info("Probabilities are calibrated, temperature " + Numbers.plain(network.temperature()));
            }
        }
        AtomicReference<PredictionTally> tally = new AtomicReference<>();
        if (output.isPresent()) {
            AtomicFiles.write(output.get(), stream -> tally.set(write(model, stream)));
            console.info("Results   " + output.get());
        } else {
            tally.set(predict(model, console::result));
        }
        requireComplete(tally.get());
    }

    private void requireComplete(PredictionTally tally) {
        console.info("Predicted " + Numbers.count(tally.images() - tally.refused()) + " images");
        if (tally.refused() > 0) {
            throw new CommandException(
                    ExitCode.RUN_FAILURE,
                    tally.refused() + " of " + tally.images() + " images could not be predicted; each is named above");
        }
    }

    private PredictionTally write(Model<Label> model, OutputStream output) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
        PredictionTally tally;
        try {
            tally = predict(model, text -> {
                try {
                    writer.write(text);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        writer.flush();
        return tally;
    }

    private PredictionTally predict(Model<Label> model, Consumer<String> lines) {
        PredictionLayout layout = new PredictionLayout(
                file.name(),
                input.subject(),
                Math.min(top, model.getOutputIDInfo().size()),
                model.generatesProbabilities(),
                PredictionStream.hasDensity(model),
                model instanceof MatModel network ? network.latentSpace().outlierThreshold() : OptionalDouble.empty());
        PredictionWriter writer = new PredictionWriter(format, layout, lines);
        try (PredictionStream stream =
                new PredictionStream(console, model, threads, top, format.hasThumbnails(), writer)) {
            input.feed(console, file.name(), model, stream);
            stream.finish();
        }
        return writer.finish();
    }
}
