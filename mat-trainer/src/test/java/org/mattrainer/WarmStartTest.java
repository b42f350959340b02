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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.fixture.Models.assertSameBits;
import static org.mattrainer.fixture.Models.tensor;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.fixture.CapturedLog;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.image.PixelMap;
import org.mattrainer.image.Standardise;
import org.mattrainer.image.UnitScale;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.optimise.ConstantSchedule;
import org.mattrainer.optimise.Sgd;
import org.mattrainer.optimise.WeightDecayScope;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingRun;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

/** A training that starts from the numbers of a model: which are taken over, which stay, and what is told of it. */
class WarmStartTest {

    /** So small that what a step changes is far below any difference between two models. */
    private static final double ALMOST_NOTHING = 1e-12;

    @TempDir
    private Path folder;

    private final MutableDataset<Label> data = TinyImages.dataset(60, 1);

    private static TrainerBuilder still(String network) {
        TrainerBuilder builder = TrainerBuilder.mat().network(network);
        builder.optimiser = new Sgd(ALMOST_NOTHING, 0, 0, WeightDecayScope.WEIGHTS);
        builder.epochs = 1;
        builder.seed = 99;
        return builder;
    }

    /** The same images, some with classes of other names. */
    private static MutableDataset<Label> renamed(Map<String, String> names) {
        List<Example<Label>> examples = new ArrayList<>();
        for (Example<Label> example : TinyImages.examples(60, 1)) {
            String label = example.getOutput().getLabel();
            examples.add(new ArrayExample<>(new Label(names.getOrDefault(label, label)), example, 1f));
        }
        return TinyImages.dataset(examples);
    }

    private static float[] row(float[] weight, int rows, int row) {
        int size = weight.length / rows;
        return Arrays.copyOfRange(weight, row * size, (row + 1) * size);
    }

    @Test
    void theNumbersOfTheInitialModelAreThoseBeforeTheFirstStep() {
        MatModel initial = TrainerBuilder.mat().untilItLearns().build().train(data);
        MatModel warm = still(TrainerBuilder.PLAIN)
                .builder()
                .initialModel(initial)
                .build()
                .train(data);
        assertArrayEquals(initial.parameters(), warm.parameters(), 1e-6f);
        MatModel cold = still(TrainerBuilder.PLAIN).build().train(data);
        assertFalse(Arrays.equals(initial.parameters(), cold.parameters()));
    }

    @Test
    void rowsAndComponentsFollowTheirClassByName() {
        MatModel initial = TrainerBuilder.mat().untilItLearns().build().train(data);
        MutableDataset<Label> other = renamed(Map.of("row", "stripe", "corner", "aaa"));
        MatModel warm = still(TrainerBuilder.PLAIN)
                .builder()
                .initialModel(initial)
                .build()
                .train(other);
        int before = initial.getOutputIDInfo().getID(new Label("column"));
        int after = warm.getOutputIDInfo().getID(new Label("column"));
        String last = initial.network()
                .parameters()
                .get(initial.network().parameters().size() - 1)
                .name();
        assertArrayEquals(row(tensor(initial, last), 3, before), row(tensor(warm, last), 3, after), 1e-6f);
        int added = warm.getOutputIDInfo().getID(new Label("stripe"));
        for (int j = 0; j < 3; j++) {
            assertFalse(Arrays.equals(row(tensor(initial, last), 3, j), row(tensor(warm, last), 3, added)));
        }
        assertArrayEquals(tensor(initial, "0.Conv2d.weight"), tensor(warm, "0.Conv2d.weight"), 1e-6f);
    }

    @Test
    void fewerAndMoreClassesStartFromTheSameModel() {
        MatModel initial = TrainerBuilder.mat().untilItLearns().build().train(data);
        GaussianMixture mixture = initial.mixture().orElseThrow();
        for (MutableDataset<Label> other :
                List.of(renamed(Map.of("row", "column")), TinyImages.dataset(more(TinyImages.examples(60, 1))))) {
            TrainerBuilder frozen = still(TrainerBuilder.PLAIN);
            MatModel warm = frozen.builder().initialModel(initial).build().train(other);
            assertEquals(other.getOutputs().size(), warm.network().classes());
            assertArrayEquals(tensor(initial, "0.Conv2d.weight"), tensor(warm, "0.Conv2d.weight"), 1e-6f);
            assertEquals(mixture.dimension(), warm.mixture().orElseThrow().dimension());
        }
    }

    /** The examples and some of a fourth class. */
    private static List<Example<Label>> more(List<Example<Label>> examples) {
        List<Example<Label>> all = new ArrayList<>(examples);
        for (int i = 0; i < 9; i++) {
            all.add(new ArrayExample<>(new Label("fourth"), examples.get(i), 1f));
        }
        return all;
    }

    @Test
    void whatDoesNotFitIsRefusedByName() {
        MatModel initial = TrainerBuilder.mat().build().train(data);
        refused(
                "initialModel",
                initial.network().toString(),
                still("C3x5-P-M2-F-D2-P-Z").builder().initialModel(initial).build());
        refused(
                "initialModel",
                "1x6x6",
                still(TrainerBuilder.NORMALISED).builder().initialModel(initial).build());
        refused(
                "frozenLayers",
                "0.Conv2d",
                still(TrainerBuilder.PLAIN)
                        .builder()
                        .frozenLayers(List.of("0.Linear"))
                        .build());
        refused(
                "frozenLayers",
                "a layer at least that learns",
                still(TrainerBuilder.PLAIN)
                        .builder()
                        .frozenLayers(List.of("logits"))
                        .build());
    }

    private void refused(String property, String text, MatTrainer trainer) {
        PropertyException e = assertThrows(PropertyException.class, () -> trainer.train(data));
        assertEquals(property, e.getProperty());
        assertTrue(e.getMessage().contains(text), e.getMessage());
        assertEquals(0, trainer.getInvocationCount());
    }

    @Test
    void theProvenanceTellsTheModelAndRepeatsTheTraining() throws IOException {
        MatModel initial = TrainerBuilder.mat().build().train(data);
        Path run = Files.createDirectories(folder.resolve("run"));
        initial.serializeToFile(run.resolve("model.tribuo"));
        TrainerBuilder builder = TrainerBuilder.mat();
        MatModel warm = builder.builder().initialModel(run).build().train(data);
        assertSameBits(warm, builder.builder().initialModel(initial).build().train(data));

        List<ConfigurationData> extracted =
                ProvenanceUtil.extractConfiguration(warm.getProvenance().getTrainerProvenance());
        assertSameBits(warm, trainer(extracted).train(data));
        String told = warm.getProvenance().getTrainerProvenance().toString();
        assertTrue(told.contains(initial.fingerprint()), told);

        TrainerBuilder.baseline().build().train(data).serializeToFile(run.resolve("model.tribuo"));
        Exception other = assertThrows(PropertyException.class, () -> trainer(extracted));
        assertTrue(other.getMessage().contains(initial.fingerprint()), other.getMessage());
        Files.delete(run.resolve("model.tribuo"));
        assertThrows(PropertyException.class, () -> trainer(extracted));

        // A model that was given in code is told by its fingerprint, and asked for when the training is repeated.
        List<ConfigurationData> without = ProvenanceUtil.extractConfiguration(builder.builder()
                .initialModel(initial)
                .build()
                .train(data)
                .getProvenance()
                .getTrainerProvenance());
        PropertyException missing = assertThrows(PropertyException.class, () -> trainer(without));
        assertTrue(missing.getMessage().contains(initial.fingerprint()), missing.getMessage());
    }

    private static MatTrainer trainer(List<ConfigurationData> configuration) {
        ConfigurationManager manager = new ConfigurationManager();
        manager.addConfiguration(configuration);
        return (MatTrainer) manager.lookup(configuration.stream()
                .filter(c -> c.getClassName().equals(MatTrainer.class.getName()))
                .findFirst()
                .orElseThrow()
                .getName());
    }

    @Test
    void aFileThatIsNoModelIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("text"), "no model");
        for (Path path : List.of(file, folder.resolve("nothing"), folder)) {
            PropertyException e = assertThrows(
                    PropertyException.class,
                    () -> TrainerBuilder.mat().builder().initialModel(path).build());
            assertEquals("initialModel", e.getProperty());
            assertTrue(e.getMessage().contains(path.toString()), e.getMessage());
        }
    }

    private static MutableDataset<Label> table(String... columns) {
        SplittableRandom random = new SplittableRandom(1);
        List<Example<Label>> examples = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Example<Label> example = new ArrayExample<>(new Label(i % 2 == 0 ? "even" : "odd"));
            for (String column : columns) {
                example.add(new Feature(column, random.nextDouble()));
            }
            examples.add(example);
        }
        return TinyImages.dataset(examples);
    }

    /** As many columns, of which one is another: its weight would be that of a column which is gone. */
    @Test
    void columnsOfATableHaveToBeTheSame() {
        TrainerBuilder builder = TrainerBuilder.baseline().network("D4-P-Z");
        builder.pixels = PixelMap.flat();
        builder.preprocessing = new UnitScale(0, 1);
        MatModel initial = builder.build().train(table("height", "length", "width"));
        MatTrainer trainer = builder.builder().initialModel(initial).build();
        trainer.train(table("width", "length", "height"));
        PropertyException e =
                assertThrows(PropertyException.class, () -> trainer.train(table("height", "weight", "width")));
        assertEquals("initialModel", e.getProperty());
        assertTrue(e.getMessage().contains("'weight'") && e.getMessage().contains("'length'"), e.getMessage());
    }

    @Test
    void inputsOfAnotherKindAreWarnedOf() {
        MatModel initial = TrainerBuilder.mat().build().train(data);
        TrainerBuilder other = still(TrainerBuilder.PLAIN);
        try (CapturedLog log = new CapturedLog(InitialModel.class.getName())) {
            other.builder().initialModel(initial).build().train(data);
            assertFalse(log.text().contains("another kind"), log.text());
            other.preprocessing = new Standardise();
            other.builder().initialModel(initial).build().train(data);
            assertTrue(log.text().contains("inputs of another kind"), log.text());
        }
    }

    @Test
    void moreEpochsOfAFinishedTrainingLowerItsObjective() {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.schedule = new ConstantSchedule();
        MatModel initial = builder.build().train(data);
        List<Double> totals = new ArrayList<>();
        MatTrainer trainer = builder.builder().initialModel(initial).build();
        trainer.setRun(new TrainingRun().withListener(new TrainingListener() {
            @Override
            public void epochFinished(EpochReport report) {
                totals.add(report.total());
            }
        }));
        MatTrainer cold = builder.build();
        List<Double> first = new ArrayList<>();
        cold.setRun(new TrainingRun().withListener(new TrainingListener() {
            @Override
            public void epochFinished(EpochReport report) {
                first.add(report.total());
            }
        }));
        cold.train(data);
        trainer.train(data);
        assertTrue(totals.get(0) < first.get(1), totals + " after " + first);
    }

    @Test
    void theFingerprintTellsModelsApart() throws IOException {
        MatModel model = TrainerBuilder.mat().build().train(data);
        Path file = folder.resolve("model.tribuo");
        model.serializeToFile(file);
        MatModel stored = (MatModel) Model.deserializeFromFile(file);
        assertEquals(model.fingerprint(), stored.fingerprint());
        assertNotEquals(
                model.fingerprint(),
                TrainerBuilder.baseline().build().train(data).fingerprint());
        assertNotEquals(
                model.fingerprint(),
                TrainerBuilder.mat()
                        .build()
                        .train(renamed(Map.of("row", "stripe")))
                        .fingerprint());
    }
}
