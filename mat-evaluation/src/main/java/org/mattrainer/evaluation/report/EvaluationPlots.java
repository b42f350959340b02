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
package org.mattrainer.evaluation.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mattrainer.evaluation.format.FileNames;
import org.mattrainer.evaluation.plot.ConfusionPlot;
import org.mattrainer.evaluation.plot.LinePlot;
import org.mattrainer.evaluation.plot.LinePlot.Line;
import org.mattrainer.evaluation.plot.Plot;
import org.mattrainer.evaluation.statistics.Calibration;
import org.mattrainer.evaluation.statistics.Proportion;
import org.mattrainer.evaluation.study.ModelStudy;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;

/** The plots of an evaluation; each model has the same colour in all of them. */
public final class EvaluationPlots {

    private static final String TRAINING_ERROR = "training_error";

    private final List<ModelStudy> models;

    /**
     * Plots about models.
     *
     * @param models the models, at least one
     */
    public EvaluationPlots(List<ModelStudy> models) {
        this.models = List.copyOf(models);
    }

    /**
     * The names of the models as parts of names of files.
     *
     * @return for each model's name lower-case letters, digits and hyphens; no two are equal
     */
    public Map<String, String> fileNames() {
        return FileNames.distinct(models.stream().map(ModelStudy::name).toList());
    }

    /**
     * Every plot.
     *
     * @return with distinct names
     */
    public List<Plot> all() {
        List<Plot> all = new ArrayList<>();
        all.addAll(new RobustnessPlots(models).all());
        all.addAll(CertifiedSection.plots(models));
        reliability().ifPresent(all::add);
        EmbeddingPlots embeddings = new EmbeddingPlots(models);
        all.addAll(embeddings.separation());
        models.forEach(study -> all.addAll(embeddings.scatter(study)));
        Map<String, String> names = fileNames();
        models.forEach(study -> all.add(confusion(study, names.get(study.name()))));
        all.addAll(curves());
        return all;
    }

    /** Accuracy over confidence; empty where no model gives probabilities. */
    Optional<Plot> reliability() {
        LinePlot plot = new LinePlot(
                        "reliability",
                        "Reliability",
                        "confidence (mean probability of the predicted label)",
                        "accuracy")
                .shares()
                .diagonal()
                .size(520, 440);
        boolean any = false;
        for (int m = 0; m < models.size(); m++) {
            Optional<Calibration> calibration = models.get(m).calibration();
            if (calibration.isPresent()) {
                any = true;
                List<Calibration.Bin> bins = calibration.get().bins();
                List<Proportion> shares = bins.stream()
                        .map(bin -> new Proportion(bin.correct(), bin.count()))
                        .toList();
                plot.add(new Line(
                        models.get(m).name(),
                        bins.stream().mapToDouble(Calibration.Bin::confidence).toArray(),
                        shares.stream().mapToDouble(Proportion::share).toArray(),
                        shares.stream().mapToDouble(Proportion::low).toArray(),
                        shares.stream().mapToDouble(Proportion::high).toArray(),
                        m));
            }
        }
        return any ? Optional.of(plot.plot()) : Optional.empty();
    }

    private static Plot confusion(ModelStudy study, String fileName) {
        LabelEvaluation evaluation = study.evaluation();
        List<Label> labels = EvaluationText.labels(evaluation);
        long[][] counts = new long[labels.size()][labels.size()];
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts.length; j++) {
                counts[i][j] = (long) evaluation.getConfusionMatrix().confusion(labels.get(j), labels.get(i));
            }
        }
        return ConfusionPlot.plot(
                "confusion-" + fileName,
                "Confusion matrix, " + study.name(),
                labels.stream().map(Label::getLabel).toList(),
                counts);
    }

    /** The curves of the trainings: each column of the histories that every reader asks for, all models in one plot. */
    List<Plot> curves() {
        Set<String> columns = new LinkedHashSet<>();
        List<Map<String, double[]>> histories = models.stream()
                .map(study -> HistoryPlots.withSmoothness(study.history()))
                .toList();
        histories.forEach(history -> columns.addAll(history.keySet()));
        columns.removeAll(Set.of("epoch", "learning_rate", "images_per_second", "seconds", "steps"));
        Map<String, String> names = FileNames.distinct(columns);
        List<Plot> plots = new ArrayList<>();
        for (String column : columns) {
            boolean error = column.endsWith("_error");
            LinePlot plot = new LinePlot(
                            "history-" + names.get(column),
                            HistoryPlots.title(column),
                            "epoch",
                            HistoryPlots.axis(column))
                    .wholeNumbers()
                    .size(440, 280);
            boolean any = false;
            for (int m = 0; m < models.size(); m++) {
                double[] epochs = histories.get(m).get("epoch");
                double[] values = histories.get(m).get(column);
                if (epochs != null && values != null && epochs.length > 0) {
                    any |= java.util.Arrays.stream(values).anyMatch(Double::isFinite);
                    plot.add(new Line(models.get(m).name(), epochs, values, m));
                    if (column.equals(TRAINING_ERROR)) {
                        plot.add(testError(models.get(m), m));
                    }
                }
            }
            if (any) {
                plots.add((error ? plot.percent() : plot).plot());
            }
        }
        return plots;
    }

    /** The error of the model as a point at the epoch that it is of, so that overfitting shows without validation data. */
    private static Line testError(ModelStudy study, int colour) {
        return new Line(
                study.name() + ", test",
                new double[] {KeptEpoch.of(study)},
                new double[] {EvaluationText.error(study.evaluation())},
                colour);
    }

    /**
     * The galleries as pictures.
     *
     * @return PNG files by their names without extension
     */
    public Map<String, byte[]> galleries() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Map<String, String> names = fileNames();
        for (ModelStudy study : models) {
            study.gallery()
                    .ifPresent(gallery -> files.put("gallery-" + names.get(study.name()), GallerySection.png(gallery)));
        }
        return files;
    }
}
