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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.fixture.Models.assertSameBits;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.config.json.JsonConfigFactory;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.fixture.Configurations;
import org.mattrainer.fixture.TinyImages;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.provenance.ModelProvenance;

/** A model's provenance holds all that is needed to train it again, bit for bit. */
class RecreationTest {

    @TempDir
    private Path folder;

    private Path config;

    @BeforeEach
    void write() throws IOException {
        TinyImages.writeIdx(folder.resolve("images"), folder.resolve("labels"), 40, 1);
        config = Configurations.write(folder.resolve("mat.xml"), folder);
    }

    private static ConfigurableDataSource<Label> source(ConfigurationManager cm, String name) {
        @SuppressWarnings("unchecked") // all sources of these configurations give labels
        ConfigurableDataSource<Label> source = (ConfigurableDataSource<Label>) cm.lookup(name);
        return source;
    }

    private MatModel train(String trainer, String source, int invocations) {
        ConfigurationManager cm = new ConfigurationManager(config.toString());
        MatTrainer mat = (MatTrainer) cm.lookup(trainer);
        MatModel model = null;
        for (int i = 0; i < invocations; i++) {
            model = mat.train(new MutableDataset<>(source(cm, source)));
        }
        return model;
    }

    /** What the host's own tool for reproduction does: configuration, trainer, invocation count, data, training. */
    private static MatModel recreate(ConfigurationManager cm, ModelProvenance provenance) {
        String trainerName = only(cm, MatTrainer.class.getName());
        String sourceName =
                only(cm, provenance.getDatasetProvenance().getSourceProvenance().getClassName());
        int count = (Integer) provenance
                .getTrainerProvenance()
                .getInstanceValues()
                .get("train-invocation-count")
                .getValue();
        MatTrainer trainer = (MatTrainer) cm.lookup(trainerName);
        return trainer.train(new MutableDataset<>(source(cm, sourceName)), Collections.emptyMap(), count);
    }

    private static String only(ConfigurationManager cm, String className) {
        List<String> names = cm.getComponentNames().stream()
                .filter(name -> cm.getConfigurationData(name)
                        .map(ConfigurationData::getClassName)
                        .equals(Optional.of(className)))
                .toList();
        assertEquals(1, names.size(), () -> className + " in " + names);
        return names.get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "baseline, train, 1",
        "baseline, train, 3",
        "mat, train, 1",
        "mat, train, 2",
        "mat, part, 1",
        "semi, partly, 2"
    })
    void aModelIsTrainedAgainFromItsProvenance(String trainer, String source, int invocations) throws IOException {
        MatModel model = train(trainer, source, invocations);
        ConfigurationManager direct = new ConfigurationManager();
        direct.addConfiguration(ProvenanceUtil.extractConfiguration(model.getProvenance()));
        assertSameBits(model, recreate(direct, model.getProvenance()));

        Path file = folder.resolve("model.tribuo");
        model.serializeToFile(file);
        ModelProvenance stored = Model.deserializeFromFile(file).getProvenance();
        ConfigurationManager fromFile = new ConfigurationManager();
        fromFile.addConfiguration(ProvenanceUtil.extractConfiguration(stored));
        MatModel again = recreate(fromFile, stored);
        assertSameBits(model, again);
        assertEquals(
                model.getProvenance().getTrainerProvenance(),
                again.getProvenance().getTrainerProvenance());
    }

    @ParameterizedTest
    @ValueSource(strings = {"xml", "json"})
    void theExtractedConfigurationSurvivesAFile(String extension) throws IOException {
        ConfigurationManager.addFileFormatFactory(new JsonConfigFactory());
        MatModel model = train("mat", "part", 2);
        ConfigurationManager extracted = new ConfigurationManager();
        extracted.addConfiguration(ProvenanceUtil.extractConfiguration(model.getProvenance()));
        Path saved = folder.resolve("saved." + extension);
        extracted.save(saved.toFile(), true);
        ConfigurationManager loaded = new ConfigurationManager(saved.toString());
        assertSameBits(model, recreate(loaded, model.getProvenance()));
    }

    @ParameterizedTest
    @CsvSource({
        "epochs, 0",
        "minibatchSize, -1",
        "gradientClip, -1",
        "unlabelledPolicy, use",
        "initialisation, BEST",
        "optimiser, nobody",
        "epoch, 3"
    })
    void mistakesAreFoundAtLookup(String property, String value) throws IOException {
        String text = Files.readString(config);
        String component = "<component name=\"wrong\" inherit=\"baseline\"><property name=\"" + property + "\" value=\""
                + value + "\"/></component>";
        String wrong = text.replace("</config>", component + "</config>");
        Path file = Files.writeString(folder.resolve("wrong.xml"), wrong);
        PropertyException e = assertThrows(PropertyException.class, () -> {
            ConfigurationManager cm = new ConfigurationManager(file.toString());
            cm.lookup("wrong");
        });
        assertTrue(e.toString().contains(property) || e.toString().contains(value), e.toString());
    }

    @Test
    void aTrainerWithoutTermsIsRefused() throws IOException {
        String text = Files.readString(config).replaceAll("(?s)<propertylist name=\"terms\">.*?</propertylist>", "");
        Path file = Files.writeString(folder.resolve("no-terms.xml"), text);
        ConfigurationManager cm = new ConfigurationManager(file.toString());
        PropertyException e = assertThrows(PropertyException.class, () -> cm.lookup("baseline"));
        assertTrue(e.toString().contains("terms"), e.toString());
    }
}
