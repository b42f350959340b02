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
package org.mattrainer.evaluation.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.provenance.ModelProvenance;

/** Models that give scores of the predicted label alone, or of none, asked about one image after the other. */
class MissingScoresTest {

    /** What another model predicts, with fewer scores. */
    private static final class Terse extends Model<Label> {

        private static final long serialVersionUID = 1L;

        private final transient Model<Label> inner;
        private final boolean silent;

        Terse(Model<Label> inner, boolean silent) {
            super("terse", inner.getProvenance(), inner.getFeatureIDMap(), inner.getOutputIDInfo(), false);
            this.inner = inner;
            this.silent = silent;
        }

        @Override
        public Prediction<Label> predict(Example<Label> example) {
            Label label = inner.predict(example).getOutput();
            Map<String, Label> scores = silent ? Map.of() : Map.of(label.getLabel(), label);
            return new Prediction<>(label, scores, 1, example, false);
        }

        @Override
        public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
            return Map.of();
        }

        @Override
        public Optional<Excuse<Label>> getExcuse(Example<Label> example) {
            return Optional.empty();
        }

        @Override
        protected Model<Label> copy(String newName, ModelProvenance newProvenance) {
            return this;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void scoresAreThoseOfTheImageAskedAbout(boolean silent) {
        try (AttackTarget target = new AttackTarget(new Terse(SmallModels.logistic(), silent), SmallModels.SETTINGS)) {
            List<Example<Label>> examples = SmallImages.dataset(30, 2).getData();
            double[] scores = new double[target.labels()];
            for (int i = 0; i < examples.size(); i++) {
                AttackBatch batch = target.read(List.of(examples.get(i)), new long[] {i});
                target.scores(batch.x(), 1, scores);
                int predicted = target.idOf(
                        target.predict(batch.x(), 1).get(0).getOutput().getLabel());
                for (int label = 0; label < scores.length; label++) {
                    assertEquals(label == predicted, Double.isFinite(scores[label]), "example " + i);
                }
            }
        }
    }

    /** Scores of earlier images passed for those of the current one, so that the search took images for deceiving or not. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSearchKnowsWhatDeceives(boolean silent) {
        Model<Label> model = new Terse(SmallModels.logistic(), silent);
        try (AttackTarget target = new AttackTarget(model, SmallModels.SETTINGS)) {
            Attack square = SquareAttack.builder()
                    .norm(Double.POSITIVE_INFINITY)
                    .radii(0.5)
                    .queries(50)
                    .build();
            List<Prediction<Label>> clean = model.predict(SmallImages.dataset(30, 2));
            AttackResult found = new AttackRun(target, clean, (name, radius, done, total) -> {})
                    .run(square, square.radii(), List.of(), result -> {})
                    .get(0);
            assertTrue(found.robustCount() < 15, found.robustCount() + " of 30 withstand half the range of all pixels");
        }
    }
}
