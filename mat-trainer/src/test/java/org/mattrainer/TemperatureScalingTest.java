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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.fixture.Models.assertSameBits;
import static org.mattrainer.fixture.Models.assertSamePredictions;

import com.google.protobuf.Any;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.fixture.CapturedLog;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.protos.MatModelProto;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingRun;
import org.mattrainer.training.TrainingSummary;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.LinearScalingTransformation;

/** Probabilities at a temperature that was fitted on held-out examples. */
class TemperatureScalingTest {

    private final MutableDataset<Label> data = TinyImages.dataset(60, 1);

    /** Every third example has another label, so that no network can be certain. */
    private static MutableDataset<Label> noisy(int count, long seed) {
        List<Example<Label>> examples = new ArrayList<>();
        for (Example<Label> example : TinyImages.examples(count, seed)) {
            boolean wrong = examples.size() % 4 == 3;
            String label = wrong ? "row" : example.getOutput().getLabel();
            examples.add(new ArrayExample<>(new Label(label), example, 1f));
        }
        return TinyImages.dataset(examples);
    }

    private static double loss(MatModel model, MutableDataset<Label> examples) {
        double sum = 0;
        for (Prediction<Label> p : model.predict(examples)) {
            sum -= Math.log(p.getOutputScores()
                    .get(p.getExample().getOutput().getLabel())
                    .getScore());
        }
        return sum / examples.size();
    }

    @Test
    void theTemperatureOfKnownOddsIsThatOfTheFormula() {
        // Two classes at logits (3, 0), right 3 times of 4: 1 / (1 + exp(-3 / T)) = 3 / 4, so that T = 3 / log 3.
        List<float[]> logits = List.of(new float[] {3, 0}, new float[] {3, 0}, new float[] {3, 0}, new float[] {3, 0});
        assertEquals(3 / Math.log(3), TemperatureScaling.fit(logits, new int[] {0, 0, 0, 1}), 1e-12);
        assertEquals(TemperatureScaling.LOWEST, TemperatureScaling.fit(logits, new int[] {0, 0, 0, 0}));
        assertEquals(TemperatureScaling.HIGHEST, TemperatureScaling.fit(logits, new int[] {1, 1, 0, 1}));
        List<float[]> large = List.of(new float[] {3e4f, 0}, new float[] {0, 3e4f});
        assertEquals(TemperatureScaling.HIGHEST, TemperatureScaling.fit(large, new int[] {1, 0}));
    }

    @Test
    void theFitLowersTheLossOnWhatItWasFittedOnAndChangesNoLabel() {
        MatModel model = TrainerBuilder.baseline().untilItLearns().build().train(data);
        MutableDataset<Label> heldOut = noisy(40, 3);
        MatModel calibrated = TemperatureScaling.calibrate(model, heldOut);
        assertSameBits(model, calibrated);
        assertEquals(1, model.temperature());
        assertTrue(calibrated.temperature() > 1, "T = " + calibrated.temperature());
        double fitted = loss(calibrated, heldOut);
        assertTrue(fitted < loss(model, heldOut));
        for (double factor : new double[] {0.98, 1.02}) {
            MatModel other = at(model, calibrated.temperature() * factor);
            assertTrue(loss(other, heldOut) > fitted, "at " + factor);
        }
        List<Prediction<Label>> before = model.predict(heldOut);
        List<Prediction<Label>> after = calibrated.predict(heldOut);
        for (int i = 0; i < before.size(); i++) {
            assertEquals(
                    before.get(i).getOutput().getLabel(),
                    after.get(i).getOutput().getLabel());
        }
        String told = calibrated.getProvenance().getInstanceProvenance().toString();
        assertTrue(told.contains("temperature " + calibrated.temperature() + " fitted on 40 examples"), told);
    }

    @Test
    void examplesOfAnotherScaleAreWarnedOf() {
        MatModel model = TrainerBuilder.baseline().build().train(data);
        TransformationMap scaling = new TransformationMap(List.of(new LinearScalingTransformation(0, 1)));
        MutableDataset<Label> scaled = data.createTransformers(scaling).transformDataset(data);
        try (CapturedLog log = new CapturedLog(RangeWatch.class.getName())) {
            TemperatureScaling.calibrate(model, data);
            assertEquals("", log.text());
            TemperatureScaling.calibrate(model, scaled);
            assertTrue(log.text().contains("trained on values of 0 to 255"), log.text());
        }
    }

    /** What the fit cannot read is found before the training, not after it. */
    @Test
    void heldOutExamplesAreReadBeforeTheTraining() {
        List<Example<Label>> examples = TinyImages.examples(30, 1);
        MutableDataset<Label> all = TinyImages.dataset(examples);
        TrainerBuilder builder = TrainerBuilder.baseline();
        int heldOut = HeldOut.choose(all, 0.5, builder.seed, new BitSet(), "calibration")
                .nextSetBit(0);
        String pixel = all.getExample(heldOut).iterator().next().getName();
        all.getExample(heldOut).set(new Feature(pixel, 1e39));
        MatTrainer trainer = builder.builder().calibrationHeldOut(0.5).build();
        trainer.setRun(new TrainingRun().withListener(new TrainingListener() {
            @Override
            public void trainingStarted(TrainingSummary summary) {
                throw new AssertionError("a training began with an infinite value");
            }
        }));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> trainer.train(all));
        assertTrue(e.getMessage().contains("'" + pixel + "'"), e.getMessage());
    }

    /** One example that is right says that everything is certain. */
    @Test
    void aTemperatureAtItsLimitIsWarnedOf() {
        MatModel model = TrainerBuilder.baseline().untilItLearns().build().train(data);
        Example<Label> any = data.getExample(0);
        Label predicted = new Label(model.predict(any).getOutput().getLabel());
        MutableDataset<Label> one = TinyImages.dataset(List.of(new ArrayExample<>(predicted, any, 1)));
        try (CapturedLog log = new CapturedLog(TemperatureScaling.class.getName())) {
            assertEquals(
                    TemperatureScaling.LOWEST,
                    TemperatureScaling.calibrate(model, one).temperature());
            assertTrue(log.text().contains("the 1 held-out examples speak for probabilities of 0 and 1"), log.text());
        }
    }

    private static MatModel at(MatModel model, double temperature) {
        return new MatModel(
                model.getName(),
                model.getProvenance(),
                model.getFeatureIDMap(),
                model.getOutputIDInfo(),
                model.parts().withTemperature(temperature));
    }

    @Test
    void theTrainerHoldsExamplesOutAndKeepsTheTemperature(@TempDir Path folder) throws IOException {
        TrainerBuilder builder = TrainerBuilder.mat();
        MatModel model = builder.builder().calibrationHeldOut(0.25).build().train(data);
        String told = model.getProvenance().getInstanceProvenance().toString();
        assertTrue(told.contains("fitted on 15 held-out training examples"), told);
        assertNotEquals(1, model.temperature());
        assertNotEquals(builder.build().train(data).fingerprint(), at(model, 1).fingerprint());

        Path file = folder.resolve("model.tribuo");
        model.serializeToFile(file);
        MatModel stored = (MatModel) Model.deserializeFromFile(file);
        assertEquals(model.temperature(), stored.temperature());
        assertSamePredictions(model.predict(data), stored.predict(data));
        assertNotEquals(at(model, 1).fingerprint(), model.fingerprint());
    }

    @Test
    void aTemperatureThatIsNoneIsRefused() throws IOException {
        MatModel model = at(TrainerBuilder.baseline().build().train(data), 2);
        MatModelProto proto = model.serialize().getSerializedData().unpack(MatModelProto.class);
        assertEquals(2, proto.getTemperature());
        for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            Any message = Any.pack(proto.toBuilder().setTemperature(wrong).build());
            InvalidModelException e = assertThrows(
                    InvalidModelException.class, () -> MatModel.deserializeFromProto(0, "MatModel", message));
            assertTrue(e.getMessage().contains("temperature"), e.getMessage());
        }
    }

    @Test
    void whatCannotBeFittedIsRefused() {
        MatModel model = TrainerBuilder.baseline().build().train(data);
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> TemperatureScaling.calibrate(model, TinyImages.dataset(TinyImages.partlyLabelled(9, 6, 1))));
        assertTrue(e.getMessage().contains("example 6"), e.getMessage());
        assertThrows(
                PropertyException.class,
                () -> TrainerBuilder.baseline().builder().calibrationHeldOut(1).build());
        IllegalArgumentException few = assertThrows(
                IllegalArgumentException.class,
                () -> TrainerBuilder.baseline()
                        .builder()
                        .calibrationHeldOut(0.01)
                        .build()
                        .train(data));
        assertTrue(few.getMessage().contains("calibration"), few.getMessage());
    }
}
