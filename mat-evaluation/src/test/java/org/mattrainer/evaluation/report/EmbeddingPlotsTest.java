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

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.mattrainer.evaluation.plot.Plot;
import org.mattrainer.evaluation.study.Embedding;
import org.mattrainer.evaluation.study.ModelStudy;

class EmbeddingPlotsTest {

    private static ModelStudy study(Embedding... embeddings) {
        return ModelStudies.of("mat", SmallModels.mat(), new boolean[] {true}, Map.of(), List.of(embeddings));
    }

    /** The neighbours by line and radius. */
    private static List<String> neighbours(ModelStudy study) {
        Plot plot = new EmbeddingPlots(List.of(study)).separation().get(0);
        List<List<String>> records = plot.values().records();
        return records.subList(1, records.size()).stream()
                .map(record -> String.join(" ", record.subList(0, 3)))
                .toList();
    }

    @Test
    void eachAttackIsALineOfItsOwn() {
        ModelStudy study = study(
                ModelStudies.embedding("", 0, 1),
                ModelStudies.embedding("PGD", 1, 0.5),
                ModelStudies.embedding("PGD", 2, 0.25),
                ModelStudies.embedding("", 0, 0.875),
                ModelStudies.embedding("noise", 1, 0.75));
        assertEquals(
                List.of(
                        "mat, PGD 0.0 1.0",
                        "mat, PGD 1.0 0.5",
                        "mat, PGD 2.0 0.25",
                        "mat, noise 0.0 0.875",
                        "mat, noise 1.0 0.75"),
                neighbours(study));
        assertEquals(
                List.of("mat, latent, PGD, radius 1", "mat, latent, noise, radius 1"),
                new EmbeddingPlots(List.of(study))
                        .scatter(study).stream()
                                .map(plot -> plot.description().replaceFirst("(radius \\d).*", "$1"))
                                .filter(title -> title.endsWith("radius 1"))
                                .toList());
    }

    @Test
    void aSingleAttackNeedsNoName() {
        assertEquals(
                List.of("mat 0.0 1.0", "mat 1.0 0.5"),
                neighbours(study(
                        ModelStudies.embedding("", 0, 1),
                        ModelStudies.embedding("PGD", 1, 0.5),
                        ModelStudies.embedding("", 0, 1))));
    }
}
