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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.ImagePredictions;
import org.mattrainer.evaluation.JobEvaluator;
import org.mattrainer.evaluation.JobEvaluators;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.command.Failures;
import org.mattrainer.evaluation.config.ResolvedConfig;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.format.SettingsText;
import org.mattrainer.evaluation.job.TrainJob;
import org.mattrainer.evaluation.report.EvaluationJson;
import org.mattrainer.evaluation.report.EvaluationText;
import org.mattrainer.evaluation.report.ModelCard;
import org.mattrainer.evaluation.report.RunReport;
import org.mattrainer.evaluation.report.RunResult;
import org.mattrainer.internal.files.AtomicFiles;
import org.mattrainer.training.KeptModel;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.evaluation.Evaluation;

/** Evaluates a model and writes everything about it. */
final class RunOutput {

    private final Console console;
    private final RunFolder folder;
    private final OutputSettings settings;
    private final ResolvedConfig config;

    RunOutput(Console console, RunFolder folder, OutputSettings settings, ResolvedConfig config) {
        this.console = console;
        this.folder = folder;
        this.settings = settings;
        this.config = config;
    }

    /** Writes all, and gives the evaluation on the test examples, if there are any. */
    Optional<LabelEvaluation> finish(
            String name, TrainJob job, JobData data, Model<Label> model, ProgressListener progress, double seconds)
            throws IOException {
        // The model first: it is what took the time.
        AtomicFiles.write(folder.model(), model::serializeToStream);
        if (model instanceof MatModel network && network.temperature() != 1) {
            console.info("Calibrated, temperature " + Numbers.plain(network.temperature()));
        }
        List<String> failed = new ArrayList<>();
        if (settings.model().isPresent()) {
            writeModel(settings.model().get(), model, failed);
        }
        AtomicFiles.write(
                folder.config(settings.configFormat()),
                output -> output.write(config.toBytes(settings.configFormat())));
        Optional<LabelEvaluation> evaluation = Optional.empty();
        Map<String, Evaluation<Label>> evaluations = new LinkedHashMap<>();
        Map<String, String> others = new LinkedHashMap<>();
        if (data.test().isPresent()) {
            evaluation = Optional.of(evaluate(job, data.test().get(), model, evaluations, others, failed));
        }
        RunResult result = new RunResult(
                name,
                SettingsText.ofComponent(job.trainer()),
                Header.java(),
                progress.summary(),
                progress.epochs(),
                seconds,
                evaluation,
                evaluations,
                others,
                model.getProvenance(),
                new String(config.toBytes("xml"), StandardCharsets.UTF_8));
        AtomicFiles.write(folder.evaluation(), EvaluationJson.of(result));
        AtomicFiles.write(folder.modelCard(), ModelCard.of(model, evaluation));
        AtomicFiles.write(folder.report(), RunReport.of(result));
        evaluation.ifPresent(e -> console.result(EvaluationText.of(e)));
        others.forEach((title, text) -> console.result("\n" + title + "\n" + text + "\n"));
        printFiles(!progress.epochs().isEmpty());
        if (!failed.isEmpty()) {
            throw new CommandException(
                    ExitCode.RUN_FAILURE,
                    "the model and the report are written, without what failed: " + String.join("; ", failed));
        }
        return evaluation;
    }

    private LabelEvaluation evaluate(
            TrainJob job,
            Dataset<Label> test,
            Model<Label> model,
            Map<String, Evaluation<Label>> evaluations,
            Map<String, String> others,
            List<String> failed)
            throws IOException {
        ImageShapes.requireFit(console, "of this run", model, "test data", test);
        List<Prediction<Label>> predictions = ImagePredictions.of(model, test);
        if (settings.predictions().isPresent()) {
            AtomicFiles.write(settings.predictions().get(), output -> PredictionsCsv.write(output, model, predictions));
        }
        for (Map.Entry<String, JobEvaluator> entry :
                JobEvaluators.byTitle(job.evaluators()).entrySet()) {
            String title = entry.getKey();
            JobEvaluator evaluator = entry.getValue();
            evaluator.prepareWith(Optional.empty(), new ConsoleProgress(console));
            String text;
            try {
                Evaluation<Label> evaluation = evaluator.evaluate(model, predictions, test.getProvenance());
                evaluations.put(title, evaluation);
                text = evaluation.toString();
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
                text = "failed: " + Failures.ofRun(e).getMessage();
                failed.add(title + ": " + Failures.ofRun(e).getMessage());
            }
            others.put(title, text);
        }
        return new LabelEvaluator().evaluate(model, predictions, test.getProvenance());
    }

    private void writeModel(Path file, Model<Label> model, List<String> failed) throws IOException {
        try {
            AtomicFiles.write(file, output -> settings.modelFormat().write(model, output));
        } catch (UnsupportedOperationException e) {
            failed.add("--model-format " + settings.modelFormat() + ": " + e.getMessage());
        }
    }

    private void printFiles(boolean hasHistory) {
        console.info("");
        console.info("Model     " + folder.model());
        for (KeptModel kind : KeptModel.values()) {
            if (Files.exists(folder.model(kind))) {
                console.info(
                        "          " + folder.model(kind) + " (" + kind.name().toLowerCase(Locale.ROOT) + " epoch)");
            }
        }
        console.info("Report    " + folder.report());
        console.info("Figures   " + folder.evaluation() + (hasHistory ? ", " + folder.history() : ""));
        console.info("Config    " + folder.config(settings.configFormat()) + " (runs again to the same model)");
        settings.model().ifPresent(file -> console.info("Model     " + file));
        settings.predictions().ifPresent(file -> console.info("Predicted " + file));
    }
}
