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

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.mattrainer.MatModel;
import org.mattrainer.MatTrainer;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.mattrainer.evaluation.plot.Plot;
import org.mattrainer.evaluation.study.ModelStudy;
import org.mattrainer.image.PixelMap;
import org.mattrainer.nn.NotationArchitecture;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.optimise.Sgd;
import org.mattrainer.training.EarlyStopping;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.StepReport;
import org.mattrainer.training.StoppingMonitor;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingRun;

/** Where the error of a model stands among those of its training. */
class KeptEpochTest {

    private static final double[] VALIDATION = {0.5, 0.2, 0.19, 0.3};

    private static final MatModel BEST = model(EarlyStopping.builder().build());

    private static MatModel model(EarlyStopping stopping) {
        return trainer(stopping, 1).train(SmallImages.dataset(30, 1));
    }

    private static MatTrainer trainer(EarlyStopping stopping, int epochs) {
        return MatTrainer.builder(new PixelMap(1, SmallImages.SIDE, SmallImages.SIDE))
                .network(new NotationArchitecture("F-Z-D*"))
                .terms(List.of(new CrossEntropy()))
                .optimiser(new Sgd())
                .epochs(epochs)
                .minibatchSize(8)
                .earlyStopping(stopping)
                .build();
    }

    private static int epoch(MatModel model) {
        List<EpochReport> epochs = new ArrayList<>();
        for (int i = 0; i < VALIDATION.length; i++) {
            epochs.add(new EpochReport(
                    i + 1,
                    VALIDATION.length,
                    Map.of(),
                    Map.of(),
                    -i,
                    0.5,
                    OptionalDouble.of(VALIDATION[i]),
                    OptionalDouble.empty(),
                    0.1,
                    1,
                    1,
                    10L * i));
        }
        return KeptEpoch.of(model.getProvenance(), epochs);
    }

    private static ModelStudy study(String file, MatModel model, Map<String, double[]> history) {
        ModelStudy study = ModelStudies.of("m", model, new boolean[] {true}, Map.of(), List.of());
        return ModelStudies.trained(study, study.name(), file, history);
    }

    private static double epoch(String file, MatModel model) {
        double[] numbers = {1, 2, 3, 4};
        return KeptEpoch.of(study(file, model, Map.of("epoch", numbers, "validation_error", VALIDATION)));
    }

    @Test
    void itIsTheBestOfTheRuleThatStoppedTheTraining() {
        assertEquals(3, epoch(BEST));
        assertEquals(2, epoch(model(EarlyStopping.builder().minDelta(0.05).build())));
        assertEquals(
                4,
                epoch(model(EarlyStopping.builder()
                        .monitor(StoppingMonitor.OBJECTIVE)
                        .build())));
        assertEquals(4, epoch(model(EarlyStopping.builder().restoreBest(false).build())));
        assertEquals(4, epoch(SmallModels.baseline()), "no early stopping");
    }

    @Test
    void aFileSaysWhichModelItIs() {
        assertEquals(3, epoch("runs/small", BEST));
        assertEquals(4, epoch("runs/small/model-last.tribuo", BEST));
        MatModel last = model(EarlyStopping.builder().restoreBest(false).build());
        assertEquals(4, epoch("runs/small/model.tribuo", last));
        assertEquals(3, epoch("runs/small/model-best.tribuo", last));
    }

    /** A training of 4 epochs of 3 steps that was ended after 7 of them, and has gone on since. */
    @Test
    void aModelOfATrainingThatWentOnIsOfItsOwnEpoch() {
        Map<String, double[]> history = Map.of(
                "epoch",
                new double[] {1, 2, 3, 4},
                "training_error",
                new double[] {0.5, 0.2, 0.1, 0.3},
                "steps",
                new double[] {3, 6, 9, 12});
        String file = "runs/small/model-step-7.tribuo";
        MatModel last = stopped(EarlyStopping.builder().restoreBest(false));
        assertEquals(7 / 3.0, KeptEpoch.of(study(file, last, history)), 1e-12);
        MatModel best = stopped(EarlyStopping.builder());
        assertEquals(2, KeptEpoch.of(study(file, best, history)), "the best of the epochs before");
    }

    private static MatModel stopped(EarlyStopping.Builder stopping) {
        int[] steps = {0};
        MatTrainer trainer =
                trainer(stopping.monitor(StoppingMonitor.TRAINING_ERROR).build(), 4);
        trainer.setRun(new TrainingRun()
                .withListener(new TrainingListener() {
                    @Override
                    public void stepFinished(StepReport report) {
                        steps[0]++;
                    }
                })
                .withStop(() -> steps[0] == 7)
                .withModelWhenStopped());
        return trainer.train(SmallImages.dataset(24, 1));
    }

    @Test
    void aHistoryWithoutWhatWasWatchedLeavesTheLast() {
        Map<String, double[]> history = Map.of("epoch", new double[] {1, 2}, "training_error", new double[] {0.1, 0.2});
        assertEquals(2, KeptEpoch.of(study("runs/small", BEST, history)));
    }

    @Test
    void theCurvesHaveTheErrorThere() {
        Map<String, double[]> history = Map.of(
                "epoch", new double[] {1, 2, 3, 4}, "training_error", VALIDATION, "validation_error", VALIDATION);
        Plot plot = new EvaluationPlots(List.of(study("runs/small", BEST, history)))
                .curves().stream()
                        .filter(curve -> curve.name().equals("history-training-error"))
                        .findFirst()
                        .orElseThrow();
        List<String> point = plot.values().records().stream()
                .filter(fields -> fields.get(0).equals("m, test"))
                .findFirst()
                .orElseThrow();
        assertEquals("3.0", point.get(1));
    }
}
