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
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mattrainer.fixture.CapturedLog;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.internal.settings.FormerProperties;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/**
 * A model stored by release 0.1.0 loads in every later one and predicts the same. It was trained by
 * {@code TrainerBuilder.mat()} with the normalised network, until it learns, on {@code TinyImages.dataset(60, 1)}; the text beside it has
 * one line for each image of {@code TinyImages.examples(12, 5)}: label, score.
 */
class GoldenModelTest {

    private static Model<Label> stored() throws IOException {
        try (InputStream in = GoldenModelTest.class.getResourceAsStream("/models/mat-010.tribuo")) {
            return Model.deserializeFromStream(in).castModel(Label.class);
        }
    }

    @Test
    void itsTrainerIsMadeAgainFromItsProvenanceAlthoughItsSettingsHaveOtherNamesNow() throws IOException {
        try (ConfigurationManager manager = new ConfigurationManager();
                CapturedLog log = new CapturedLog(FormerProperties.class.getPackageName())) {
            manager.addConfiguration(ProvenanceUtil.extractConfiguration(stored().getProvenance()));
            MatTrainer trainer = manager.lookupAll(MatTrainer.class).get(0);
            assertTrue(trainer.toString().contains("Smoothness(smoothnessWeight=0.1,"), trainer.toString());
            assertTrue(trainer.toString().contains("GaussianLikelihood(likelihoodWeight=0.1,"), trainer.toString());
            assertTrue(log.text().contains("lambda1 is now smoothnessWeight"), log.text());
            assertTrue(log.text().contains("lambda2 is now likelihoodWeight"), log.text());
        }
    }

    @Test
    void theModelOfTheFirstReleasePredictsAsItDid() throws IOException {
        Model<Label> model = stored();
        assertEquals(
                "0.1.0",
                model.getProvenance()
                        .getTrainerProvenance()
                        .getInstanceValues()
                        .get("plugin-version")
                        .getValue());
        List<String> lines;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                GoldenModelTest.class.getResourceAsStream("/models/mat-010.txt"), StandardCharsets.UTF_8))) {
            lines = reader.lines().toList();
        }
        List<Example<Label>> examples = TinyImages.examples(12, 5);
        assertEquals(examples.size(), lines.size());
        for (int i = 0; i < examples.size(); i++) {
            String[] expected = lines.get(i).split(" ");
            Label label = model.predict(examples.get(i)).getOutput();
            assertEquals(expected[0], label.getLabel());
            assertEquals(Double.parseDouble(expected[1]), label.getScore(), 1e-5);
        }
        assertTrue(((MatModel) model).mixture().isPresent());
        assertTrue(((MatModel) model).trainingRange().isEmpty());
    }
}
