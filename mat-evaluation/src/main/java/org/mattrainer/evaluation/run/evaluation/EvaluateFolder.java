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

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.config.ResolvedConfig;
import org.mattrainer.evaluation.format.FileNames;
import org.mattrainer.evaluation.plot.Fonts;
import org.mattrainer.evaluation.plot.Plot;
import org.mattrainer.evaluation.report.EvaluationDocument;
import org.mattrainer.evaluation.report.EvaluationPlots;
import org.mattrainer.evaluation.report.EvaluationReport;
import org.mattrainer.evaluation.report.EvaluationResult;
import org.mattrainer.evaluation.report.EvaluationTable;
import org.mattrainer.evaluation.report.ModelCard;
import org.mattrainer.evaluation.run.OutputFiles;
import org.mattrainer.evaluation.run.RunFolder;
import org.mattrainer.evaluation.study.ModelStudy;
import org.mattrainer.internal.files.AtomicFiles;
import org.mattrainer.internal.files.FileErrors;
import org.mattrainer.internal.files.Leftovers;

/**
 * The files of an evaluation.
 *
 * @param folder where they are
 */
record EvaluateFolder(Path folder) {

    private static final List<String> PLOT_FORMATS = List.of("csv", "svg", "png");

    /** Makes the folder and finds out whether everything can be written into it, before the work begins. */
    void create(List<String> models, String configFormat) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(ExitCode.USAGE, "folder " + folder + ": there is a file of that name", e);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.RUN_FAILURE, "folder " + folder + " cannot be made: " + FileErrors.reason(e), e);
        }
        new RunFolder(folder).requireNoTraining();
        Leftovers.remove(folder);
        Leftovers.remove(plots());
        List<Path> files = new ArrayList<>(List.of(
                config(configFormat),
                figures(),
                table(),
                tables("csv"),
                tables("tex"),
                report(),
                plots().resolve("x")));
        FileNames.distinct(models).values().forEach(name -> files.add(modelCard(name)));
        models.forEach(name -> files.add(partialResults(name).resolve("x")));
        if (!Files.exists(figures()) && !Files.exists(partialResults())) {
            OutputFiles.requireNew(
                    folder, files.stream().filter(Files::isRegularFile).toList());
        }
        for (Path file : files) {
            AtomicFiles.requireWritable(file);
        }
    }

    /** Writes all files, and removes those that the report of an earlier evaluation names and this one has not. */
    void write(EvaluationResult result, ResolvedConfig config, String configFormat) throws IOException {
        EvaluationPlots plots = new EvaluationPlots(result.models());
        List<Plot> drawn = Fonts.available() ? plots.all() : List.of();
        Map<String, byte[]> galleries = Fonts.available() ? plots.galleries() : Map.of();
        Map<String, String> names = plots.fileNames();
        List<String> files = new ArrayList<>();
        names.values().forEach(name -> files.add(name(modelCard(name))));
        drawn.forEach(plot -> PLOT_FORMATS.forEach(format -> files.add(name(plot(plot.name(), format)))));
        galleries.keySet().forEach(name -> files.add(name(plot(name, "png"))));
        new EarlierFiles(folder, figures()).removeOthersThan(files);
        AtomicFiles.write(config(configFormat), output -> output.write(config.toBytes(configFormat)));
        AtomicFiles.write(figures(), EvaluationDocument.of(result, files));
        AtomicFiles.write(table(), EvaluationTable.of(result.models()));
        write(drawn, galleries);
        for (ModelStudy study : result.models()) {
            AtomicFiles.write(
                    modelCard(names.get(study.name())), ModelCard.of(study.model(), Optional.of(study.evaluation())));
        }
        EvaluationReport report = EvaluationReport.of(result, plots);
        AtomicFiles.write(tables("csv"), report.csv());
        AtomicFiles.write(tables("tex"), report.latex());
        AtomicFiles.write(report(), report.html());
    }

    private void write(List<Plot> drawn, Map<String, byte[]> galleries) throws IOException {
        for (Plot plot : drawn) {
            AtomicFiles.write(plot(plot.name(), "csv"), plot.values().csv());
            AtomicFiles.write(plot(plot.name(), "svg"), plot.toSvg());
            byte[] png = plot.toPng();
            AtomicFiles.write(plot(plot.name(), "png"), output -> output.write(png));
        }
        for (Map.Entry<String, byte[]> gallery : galleries.entrySet()) {
            AtomicFiles.write(plot(gallery.getKey(), "png"), output -> output.write(gallery.getValue()));
        }
    }

    private Path plot(String name, String format) {
        return plots().resolve(name + "." + format);
    }

    /** With slashes on every system. */
    private String name(Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /** Where the evaluators keep what they have of a model, for an evaluation that is ended and started again. */
    Path partialResults(String model) {
        return partialResults().resolve(FileNames.unique(model));
    }

    private Path partialResults() {
        return folder.resolve("partial");
    }

    /** Says where the files are. */
    void print(Console console, String configFormat) {
        console.info("Report    " + report());
        console.info("Figures   " + figures() + ", " + table() + ", " + tables("csv") + ", " + tables("tex") + ", "
                + plots());
        console.info("Config    " + config(configFormat) + " (repeats this evaluation)");
    }

    private Path modelCard(String fileName) {
        return folder.resolve("model-card-" + fileName + ".json");
    }

    private Path figures() {
        return new RunFolder(folder).evaluationReport();
    }

    private Path table() {
        return folder.resolve("report.md");
    }

    private Path tables(String extension) {
        return folder.resolve("tables." + extension);
    }

    private Path plots() {
        return folder.resolve("plots");
    }

    private Path report() {
        return folder.resolve("report.html");
    }

    private Path config(String extension) {
        return folder.resolve("config." + extension);
    }
}
