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
package org.mattrainer.evaluation.run.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.config.ConfigFiles;
import org.mattrainer.evaluation.config.ResolvedConfig;
import org.mattrainer.evaluation.format.Csv;
import org.mattrainer.evaluation.report.KeptEpoch;
import org.mattrainer.evaluation.run.HistoryFile;
import org.mattrainer.evaluation.run.RunFolder;
import org.mattrainer.evaluation.trial.FinishedTrial;
import org.mattrainer.evaluation.trial.Trial;
import org.mattrainer.evaluation.trial.TrialEnding;
import org.mattrainer.evaluation.trial.TrialEvaluation;
import org.mattrainer.evaluation.trial.TrialOutcome;
import org.mattrainer.internal.checkpoint.CheckpointFolder;
import org.mattrainer.internal.files.AtomicFiles;
import org.mattrainer.internal.files.Sha256;
import org.mattrainer.training.KeptModel;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.provenance.TrainerProvenance;

/**
 * The folder of a trial: a run folder with what a study needs of it. The outcome is written last, and its presence says
 * that the trial is done.
 *
 * @param run the run folder
 */
record TrialFolder(RunFolder run) {

    /** Absent for models without probabilities, and in folders that earlier versions wrote. */
    private static final String CALIBRATION_ERROR = "calibrationError";

    /** Absent in folders that earlier versions wrote. */
    private static final String LABELS = "labels";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEADING = "right,label,predicted";
    private static final String RIGHT = "1";
    private static final String WRONG = "0";

    private Path outcome() {
        return run.folder().resolve("trial.json");
    }

    private Path predictions() {
        return run.folder().resolve("predictions.csv");
    }

    private Path dataHash() {
        return run.folder().resolve("data.sha256");
    }

    /** What the run printed. */
    Path log() {
        return run.folder().resolve("log.txt");
    }

    private Path evaluation(String name) {
        return run.folder().resolve("evaluations").resolve(name + ".json");
    }

    /** Where an evaluator keeps what it has. */
    Path partialResults(String name) {
        return run.folder().resolve("evaluations").resolve("partial-" + name);
    }

    /** Whether there is something of a trial. */
    boolean exists() {
        return Files.exists(run.folder());
    }

    /** Forgets all of an earlier run, so that the trial runs again and nothing of the other is taken for its own. */
    void restart() throws IOException {
        Files.deleteIfExists(outcome());
        Files.deleteIfExists(predictions());
        Files.deleteIfExists(dataHash());
        run.deleteResults();
        Path evaluations = run.folder().resolve("evaluations");
        if (Files.isDirectory(evaluations)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(evaluations, "*.json")) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Whether the configuration of an earlier run of the trial differs. */
    boolean hasOtherConfiguration(ResolvedConfig config) {
        for (String extension : ConfigFiles.EXTENSIONS) {
            Path written = run.config(extension);
            if (Files.exists(written) && !config.isWrittenIn(written)) {
                return true;
            }
        }
        return false;
    }

    /** Keeps which data the trial has read. */
    void writeDataHash(String hash) throws IOException {
        AtomicFiles.write(dataHash(), hash + "\n");
    }

    /**
     * Requires that a trial has read what its files hold now. Folders that earlier versions wrote do not say what it read.
     *
     * @param hash of the data now
     * @throws CommandException if it read something else
     */
    void requireSameData(String hash) throws IOException {
        if (Files.exists(dataHash()) && !Files.readString(dataHash()).strip().equals(hash)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    run.folder() + " holds a trial of other data: what its sources read has changed since; start over"
                            + " with --restart, choose another folder with -d, or put the files back");
        }
    }

    /** The validation error of the model that its training would give at each epoch so far, empty if that is not measured. */
    double[] validationErrors(TrainerProvenance trainer) {
        return KeptEpoch.validationErrors(trainer, HistoryFile.read(run.history()));
    }

    /** How many epochs have been trained so far. */
    int epochs() {
        return HistoryFile.read(run.history()).getOrDefault("epoch", new double[0]).length;
    }

    /** The time of each epoch so far in seconds, empty for a trainer without epochs. */
    double[] epochSeconds() {
        return HistoryFile.read(run.history()).getOrDefault("seconds", new double[0]);
    }

    /** Whether there is a training to go on with. */
    boolean isCutOff() {
        return new CheckpointFolder(run.checkpoints()).position().isPresent();
    }

    /** Says that the trial is done; its checkpoints are not needed any more. */
    void finish(Trial trial, TrialOutcome found, List<Prediction<Label>> predicted) throws IOException {
        StringBuilder lines = new StringBuilder(HEADING).append('\n');
        for (Prediction<Label> prediction : predicted) {
            String label = prediction.getExample().getOutput().getLabel();
            String predictedLabel = prediction.getOutput().getLabel();
            lines.append(Csv.line(
                    List.of(label.equals(predictedLabel) ? RIGHT : WRONG, oneLine(label), oneLine(predictedLabel))));
        }
        AtomicFiles.write(predictions(), lines.toString());
        ObjectNode node = JSON.createObjectNode();
        node.put("method", trial.method());
        node.put("dataSet", trial.dataSet());
        trial.seed().ifPresent(seed -> node.put("seed", seed));
        node.put("diverged", found.diverged());
        node.put("dropped", found.ending() == TrialEnding.DROPPED);
        node.put("errors", found.errors());
        node.put("examples", found.examples());
        node.put("epochs", found.epochs());
        node.put("seconds", found.seconds());
        node.put(LABELS, digest(predicted));
        found.calibrationError().ifPresent(error -> node.put(CALIBRATION_ERROR, error));
        AtomicFiles.write(outcome(), node.toPrettyString() + "\n");
        new CheckpointFolder(run.checkpoints()).clear();
    }

    /** The outcome, empty if the trial is not done. */
    Optional<TrialOutcome> readOutcome() throws IOException {
        if (!Files.exists(outcome())) {
            return Optional.empty();
        }
        JsonNode node = read(outcome());
        for (String field : List.of("diverged", "errors", "examples", "epochs", "seconds")) {
            if (!node.has(field)) {
                throw damaged(outcome(), "no field '" + field + "'", null);
            }
        }
        try {
            return Optional.of(new TrialOutcome(
                    ending(node),
                    node.get("errors").asInt(),
                    node.get("examples").asInt(),
                    node.get("epochs").asInt(),
                    node.get("seconds").asDouble(),
                    node.has(CALIBRATION_ERROR)
                            ? OptionalDouble.of(node.get(CALIBRATION_ERROR).asDouble(Double.NaN))
                            : OptionalDouble.empty()));
        } catch (IllegalArgumentException e) {
            throw damaged(outcome(), e.getMessage(), e);
        }
    }

    /**
     * Whether a search gave the trial up before it got to an epoch.
     *
     * @param epoch the epoch
     * @throws CommandException if the file of the outcome is damaged
     */
    boolean wasDroppedBefore(int epoch) throws IOException {
        return readOutcome()
                .filter(outcome -> outcome.ending() == TrialEnding.DROPPED && outcome.epochs() < epoch)
                .isPresent();
    }

    private static TrialEnding ending(JsonNode node) {
        if (node.get("diverged").asBoolean()) {
            return TrialEnding.DIVERGED;
        }
        return node.path("dropped").asBoolean() ? TrialEnding.DROPPED : TrialEnding.TRAINED;
    }

    private static String oneLine(String label) {
        return label.replaceAll("\\R", " ");
    }

    /** Everything that was kept of a trial that is done. */
    FinishedTrial read(Trial trial, TrialOutcome found, List<TrialEvaluation> evaluations) throws IOException {
        boolean[] correct = found.hasModel() ? readCorrect(found) : new boolean[0];
        String labels = read(outcome()).path(LABELS).asText("");
        return new FinishedTrial(trial, found, correct, labels, HistoryFile.read(run.history()), evaluations);
    }

    private static String digest(List<Prediction<Label>> predicted) {
        MessageDigest digest = Sha256.digest();
        for (Prediction<Label> prediction : predicted) {
            digest.update(prediction.getExample().getOutput().getLabel().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return Sha256.hex(digest);
    }

    private boolean[] readCorrect(TrialOutcome found) throws IOException {
        List<String> lines = Files.exists(predictions()) ? Files.readAllLines(predictions()) : List.of();
        if (lines.size() != found.examples() + 1) {
            throw damaged(predictions(), lines.size() + " lines for " + found.examples() + " examples", null);
        }
        boolean[] correct = new boolean[found.examples()];
        for (int i = 0; i < correct.length; i++) {
            correct[i] = lines.get(i + 1).startsWith(RIGHT);
        }
        return correct;
    }

    /** Keeps a further evaluation. */
    void write(TrialEvaluation found) throws IOException {
        ObjectNode node = JSON.createObjectNode();
        node.put("settings", found.settings());
        ObjectNode metrics = node.putObject("metrics");
        found.metrics().forEach((name, value) -> {
            if (Double.isFinite(value)) {
                metrics.put(name, value);
            } else if (Double.isInfinite(value)) {
                // A distance beyond the largest radius is something else than a figure that there is not.
                metrics.put(name, Double.toString(value));
            } else {
                metrics.putNull(name);
            }
        });
        node.put("text", found.text());
        AtomicFiles.write(evaluation(found.name()), node.toPrettyString() + "\n");
    }

    /** A further evaluation, empty if there is none by an evaluator of settings that are asked for. */
    Optional<TrialEvaluation> readEvaluation(String name, Predicate<String> asked) throws IOException {
        if (!Files.exists(evaluation(name))) {
            return Optional.empty();
        }
        JsonNode node = read(evaluation(name));
        String settings = node.path("settings").asText();
        if (!asked.test(settings)) {
            return Optional.empty();
        }
        Map<String, Double> metrics = new LinkedHashMap<>();
        node.path("metrics")
                .fields()
                .forEachRemaining(
                        field -> metrics.put(field.getKey(), field.getValue().asDouble(Double.NaN)));
        return Optional.of(
                new TrialEvaluation(name, settings, metrics, node.path("text").asText()));
    }

    /** Removes the models. */
    void deleteModels() throws IOException {
        Files.deleteIfExists(run.model());
        for (KeptModel kind : KeptModel.values()) {
            Files.deleteIfExists(run.model(kind));
        }
    }

    private static JsonNode read(Path file) throws IOException {
        try {
            JsonNode node = JSON.readTree(Files.readAllBytes(file));
            return node == null ? JSON.createObjectNode() : node;
        } catch (JsonProcessingException e) {
            throw damaged(file, e.getOriginalMessage(), e);
        }
    }

    private static CommandException damaged(Path file, String found, Exception cause) {
        return new CommandException(
                ExitCode.BAD_DATA,
                file + ": expected what a study wrote, found " + found + "; without the file its trial runs again",
                cause);
    }
}
