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
package org.mattrainer.evaluation.run.evaluation;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mattrainer.MatModel;
import org.mattrainer.SmoothedModel;
import org.mattrainer.evaluation.JobEvaluator;
import org.mattrainer.evaluation.RadiusUnits;
import org.mattrainer.evaluation.RobustnessEvaluator;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.command.Failures;
import org.mattrainer.evaluation.config.Components;
import org.mattrainer.evaluation.config.ResolvedConfig;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.job.EvaluateJob;
import org.mattrainer.evaluation.report.ComparisonText;
import org.mattrainer.evaluation.report.EvaluationResult;
import org.mattrainer.evaluation.run.ConsoleProgress;
import org.mattrainer.evaluation.run.Header;
import org.mattrainer.evaluation.run.HistoryFile;
import org.mattrainer.evaluation.run.ImageShapes;
import org.mattrainer.evaluation.run.JobComponents;
import org.mattrainer.evaluation.run.JobData;
import org.mattrainer.evaluation.run.ModelFile;
import org.mattrainer.evaluation.run.PixelValues;
import org.mattrainer.evaluation.study.DataKind;
import org.mattrainer.evaluation.study.Examination;
import org.mattrainer.evaluation.study.ModelStudy;
import org.mattrainer.evaluation.study.Omission;
import org.mattrainer.latent.GaussianMixture;
import org.tribuo.DataSource;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/** One evaluation: components, models, data, examinations, files, in this order. */
public final class EvaluateRun {

    private final Console console;
    private final ConfigurationManager manager;
    private final String jobName;
    private final String configFormat;
    private final int threads;
    private final EvaluationPlace place;

    /** An evaluation; its results do not depend on the number of threads, nor on the place of its attacks. */
    public EvaluateRun(
            Console console,
            ConfigurationManager manager,
            String jobName,
            String configFormat,
            int threads,
            EvaluationPlace place) {
        this.console = console;
        this.manager = manager;
        this.jobName = jobName;
        this.configFormat = configFormat;
        this.threads = threads;
        this.place = place;
    }

    public void run() {
        long started = System.nanoTime();
        EvaluateJob job = lookUp(manager, jobName);
        String name = job.name().orElse(jobName);
        List<ModelFile> files = ModelFile.find(job.models());
        if (files.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "component '" + jobName + "', models: expected at least one");
        }
        EvaluateFolder folder = new EvaluateFolder(job.outputDirectory().orElse(Path.of("runs", name)));
        console.info("Evaluate  " + name);
        console.info("Java      " + Header.java().substring("Java ".length()));
        List<Model<Label>> models =
                new ArrayList<>(files.stream().map(ModelFile::load).toList());
        List<Optional<String>> doubts = files.stream().map(ModelFile::doubt).toList();
        doubts.forEach(doubt -> doubt.ifPresent(text -> console.warn("Warning   " + text)));
        Examination examination = examination(job);
        for (int i = 0; i < models.size(); i++) {
            JobData.requireKnown(
                    "test data",
                    "the model " + files.get(i).name(),
                    examination.test(),
                    JobData.labels(models.get(i).getOutputIDInfo()));
            requireFit(files.get(i).name(), models.get(i), "test data", examination.test());
            JobData.warnOfTrainingExamples(
                    console, "test data", files.get(i).name(), models.get(i), job.testSource(), examination.test());
            if (examination.foreign().isPresent()) {
                requireFit(
                        files.get(i).name(),
                        models.get(i),
                        "out-of-distribution data",
                        examination.foreign().get());
            }
            models.set(
                    i,
                    fitting(
                            job,
                            files.get(i).name(),
                            models.get(i),
                            examination.test().getData()));
        }
        warnOfOtherUnits(job, files, models, examination.test());
        try {
            folder.create(files.stream().map(ModelFile::name).toList(), configFormat);
            List<ModelStudy> studies = new ArrayList<>();
            for (int i = 0; i < models.size(); i++) {
                ModelFile file = files.get(i);
                console.info("Model     " + file.name() + " (" + file.file() + ")");
                Optional<Path> partial = Optional.of(folder.partialResults(file.name()));
                job.evaluators().forEach(e -> e.prepareWith(partial, new ConsoleProgress(console)));
                placeAttacks(job, files, i);
                studies.add(examination.examine(
                        file.name(),
                        file.given(),
                        models.get(i),
                        doubts.get(i).isPresent() ? Map.of() : HistoryFile.read(file.history()),
                        new ConsoleProgress(console)::line));
                warnOfAnotherKind(studies.get(i));
            }
            ResolvedConfig config = new ResolvedConfig(manager, jobName);
            EvaluationResult result = new EvaluationResult(
                    name,
                    Header.java(),
                    studies,
                    job.getProvenance(),
                    new String(config.toBytes("xml"), StandardCharsets.UTF_8),
                    (System.nanoTime() - started) * 1e-9);
            folder.write(result, config, configFormat);
            console.result(ComparisonText.of(studies));
            console.info("");
            folder.print(console, configFormat);
            requireComplete(studies);
        } catch (IOException | RuntimeException e) {
            throw Failures.ofRun(e);
        }
    }

    private void placeAttacks(EvaluateJob job, List<ModelFile> models, int model) {
        PortableEvaluation evaluation = PortableEvaluation.of(manager, jobName, models);
        for (int e = 0; e < job.evaluators().size(); e++) {
            if (job.evaluators().get(e) instanceof RobustnessEvaluator robustness) {
                robustness.setAttackPlace(place.attacks(evaluation, model, e).orElse(null));
            }
        }
    }

    private void warnOfAnotherKind(ModelStudy study) {
        DataKind.doubt(study.model(), study.evaluation().getPredictions())
                .ifPresent(doubt -> console.warn("Warning   the model " + study.name() + ": " + doubt));
    }

    /** A part that failed is no reason to lose the report, but one to tell the shell. */
    private static void requireComplete(List<ModelStudy> studies) {
        List<String> failed = studies.stream()
                .flatMap(study -> study.omissions().stream()
                        .filter(Omission::failed)
                        .map(omission -> omission + " (model " + study.name() + ")"))
                .toList();
        if (!failed.isEmpty()) {
            throw new CommandException(
                    ExitCode.RUN_FAILURE, "the report is written, without what failed: " + String.join("; ", failed));
        }
    }

    /** Makes the components of a job. */
    static EvaluateJob lookUp(ConfigurationManager manager, String jobName) {
        Components components = new Components(manager);
        if (components.text(jobName, "testSource").isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE, "component '" + jobName + "': the property 'testSource' is mandatory");
        }
        try {
            components.leavesFirst(jobName).forEach(part -> JobComponents.lookUp(manager, components, part));
            return (EvaluateJob) manager.lookup(jobName);
        } catch (RuntimeException | StackOverflowError e) {
            throw Failures.ofConfiguration(e);
        }
    }

    private Examination examination(EvaluateJob job) {
        long started = System.nanoTime();
        Dataset<Label> test = JobData.read("test data", job.testSource());
        Optional<Dataset<Label>> foreign = job.outOfDistributionSource()
                .map((DataSource<Label> source) -> JobData.read("out-of-distribution data", source));
        console.info("Read      " + Numbers.count(test.size()) + " test examples"
                + foreign.map(data -> ", " + Numbers.count(data.size()) + " foreign examples")
                        .orElse("")
                + " in " + Numbers.duration((System.nanoTime() - started) * 1e-9));
        return new Examination(
                test,
                foreign,
                job.mixtureFit(),
                job.evaluators(),
                job.embeddings(),
                job.gallery(),
                job.mistakes(),
                threads);
    }

    private void requireFit(String name, Model<Label> model, String what, Dataset<Label> data) {
        ImageShapes.requireFit(console, name, model, what, data);
        ImageShapes.warnOfOtherResize(
                console,
                what + " for the model " + name,
                model.getProvenance().getDatasetProvenance(),
                data.getProvenance());
        if (model instanceof MatModel network) {
            network.trainingRange()
                    .ifPresent(range -> PixelValues.require(console, range, what + " for the model " + name, data));
        }
    }

    /** The model that is examined, which fits what was asked for: told before the attacks, which take longest. */
    private Model<Label> fitting(EvaluateJob job, String name, Model<Label> model, List<Example<Label>> examples) {
        try {
            Model<Label> examined =
                    job.smoothing().isPresent() ? job.smoothing().get().smooth(model) : model;
            for (JobEvaluator evaluator : job.evaluators()) {
                evaluator.setThreads(threads);
                evaluator.requireFit(examined, examples);
            }
            if (examined instanceof SmoothedModel smoothed) {
                smoothed.setPredictionThreads(threads);
            } else if (examined instanceof MatModel network) {
                network.setPredictionThreads(threads);
                requireStudiesFit(job, network, examples);
            }
            return examined;
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "model " + name + ": " + e.getMessage());
        }
    }

    /** Attacks through a mixture that is fitted later ask only that there will be one. */
    private static void requireStudiesFit(EvaluateJob job, MatModel network, List<Example<Label>> examples) {
        Optional<GaussianMixture> mixture = job.mixtureFit()
                .filter(fit -> fit.replaces() || network.mixture().isEmpty())
                .map(fit -> fit.unfitted(network));
        job.embeddings().forEach(study -> study.requireFit(network, mixture, examples));
        job.gallery().ifPresent(study -> study.requireFit(network, mixture, examples));
    }

    private void warnOfOtherUnits(
            EvaluateJob job, List<ModelFile> files, List<Model<Label>> models, Dataset<Label> test) {
        for (JobEvaluator evaluator : job.evaluators()) {
            RadiusUnits units = new RadiusUnits(evaluator, test);
            for (int i = 0; i < models.size(); i++) {
                units.doubt(files.get(i).name(), models.get(i)).ifPresent(doubt -> console.warn("Warning   " + doubt));
            }
        }
    }
}
