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
package org.mattrainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.fixture.Models.assertSameBits;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mattrainer.fixture.CapturedLog;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.training.EarlyStopping;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.StoppingMonitor;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingRun;
import org.mattrainer.training.TrainingSummary;
import org.tribuo.Dataset;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.LinearScalingTransformation;

/** Early stopping on a dataset that code gives. */
class ValidationDatasetTest {

    private final MutableDataset<Label> data = TinyImages.dataset(29, 1);

    private static MatTrainer trainer(EarlyStopping stopping) {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.epochs = 20;
        builder.earlyStopping = stopping;
        return builder.build();
    }

    private static EarlyStopping.Builder on(Dataset<Label> validation) {
        return EarlyStopping.builder().patience(2).validationSource(validation);
    }

    @Test
    void examplesThatNothingIsWatchedOnAreWarnedOf() {
        Dataset<Label> validation = TinyImages.dataset(23, 9);
        for (StoppingMonitor monitor : StoppingMonitor.values()) {
            boolean used = Set.of(StoppingMonitor.VALIDATION_ERROR, StoppingMonitor.VALIDATION_LOSS)
                    .contains(monitor);
            TrainerBuilder builder = TrainerBuilder.baseline();
            builder.epochs = 1;
            builder.earlyStopping = on(validation).monitor(monitor).build();
            try (CapturedLog log = new CapturedLog(TrainingPlan.class.getName())) {
                builder.build().train(TinyImages.dataset(60, 1));
                assertEquals(
                        !used, log.text().contains("validation examples of early stopping are not used"), log.text());
            }
        }
    }

    @Test
    void theExamplesAreValidatedOnAndNoneIsHeldOut() {
        List<EpochReport> epochs = new ArrayList<>();
        List<Integer> examples = new ArrayList<>();
        MutableDataset<Label> validation = TinyImages.dataset(23, 9);
        MatTrainer trainer =
                trainer(on(validation).monitor(StoppingMonitor.VALIDATION_LOSS).build());
        trainer.setRun(new TrainingRun().withListener(new TrainingListener() {
            @Override
            public void epochFinished(EpochReport report) {
                epochs.add(report);
            }

            @Override
            public void trainingStarted(TrainingSummary summary) {
                examples.add(summary.examples());
            }
        }));
        MatModel best = trainer.train(data);
        assertEquals(List.of(29), examples);
        double least = epochs.stream()
                .mapToDouble(epoch -> epoch.validationLoss().getAsDouble())
                .min()
                .orElseThrow();
        double loss = validation.getData().stream()
                .mapToDouble(example -> -Math.log(best.predict(example)
                        .getOutputScores()
                        .get(example.getOutput().getLabel())
                        .getScore()))
                .average()
                .orElseThrow();
        assertEquals(least, loss, 1e-6);
    }

    @Test
    void theProvenanceTellsTheExamplesByTheirFingerprint() {
        String first = fingerprint(TinyImages.dataset(23, 9));
        assertEquals(first, fingerprint(TinyImages.dataset(23, 9)));
        assertNotEquals(first, fingerprint(TinyImages.dataset(22, 9)));
        assertNotEquals(first, fingerprint(TinyImages.dataset(23, 8)));
        assertSameBits(
                trainer(on(TinyImages.dataset(23, 9)).build()).train(data),
                trainer(on(TinyImages.dataset(23, 9)).build()).train(data));
    }

    private static String fingerprint(Dataset<Label> validation) {
        return on(validation)
                .build()
                .getProvenance()
                .getConfiguredParameters()
                .get("validationFingerprint")
                .toString();
    }

    @Test
    void aTrainingByTheProvenanceNeedsTheExamplesAgain() {
        MatModel model = trainer(on(TinyImages.dataset(23, 9)).build()).train(data);
        ConfigurationManager manager = new ConfigurationManager();
        manager.addConfiguration(ProvenanceUtil.extractConfiguration(model.getProvenance()));
        PropertyException e = assertThrows(PropertyException.class, () -> manager.lookupAll(MatTrainer.class));
        assertTrue(String.valueOf(e).contains("validation examples of this fingerprint"), String.valueOf(e));
    }

    /** Of the trainer that it holds it changes the training examples alone. */
    @Test
    void validationExamplesThatATransformationHasPassedByAreWarnedOf() {
        MutableDataset<Label> validation = TinyImages.dataset(23, 9);
        MatTrainer trainer = trainer(on(validation).build());
        try (CapturedLog log = new CapturedLog(TrainingPlan.class.getName())) {
            trainer.train(data);
            assertFalse(log.text().contains("validation examples"), log.text());
        }
        TransformationMap scaling = new TransformationMap(List.of(new LinearScalingTransformation(0, 1)));
        try (CapturedLog log = new CapturedLog(TrainingPlan.class.getName())) {
            new TransformTrainer<>(trainer, scaling, true).train(data);
            assertTrue(
                    log.text().contains("validation examples have values of 0 to 255, the training images of 0 to 1"),
                    log.text());
        }
    }
}
