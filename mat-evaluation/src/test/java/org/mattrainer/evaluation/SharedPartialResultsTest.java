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
package org.mattrainer.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.MatModel;
import org.mattrainer.RandomisedSmoothing;
import org.mattrainer.evaluation.attack.Attack;
import org.mattrainer.evaluation.attack.RandomNoise;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.tribuo.Dataset;
import org.tribuo.classification.Label;

/** Evaluators of one job keep what they have in one folder. */
class SharedPartialResultsTest {

    private static final Dataset<Label> DATA = SmallImages.dataset(6, 2);

    /** An evaluation that was ended made all attacks on the model again, as those on the smoothed one had removed them. */
    @Test
    void oneAttackOnAModelAndOnItsVoteIsKeptOfBoth(@TempDir Path folder) {
        MatModel model = SmallModels.mat();
        Attack noise = new RandomNoise(2, new double[] {0.5}, false, 1);
        RobustnessEvaluator robustness =
                RobustnessEvaluator.builder(List.of(noise)).checkExamples(0).build();
        RandomisedSmoothing votes =
                RandomisedSmoothing.builder().samples(50).selectionSamples(10).build();
        CertificationEvaluator certification = new CertificationEvaluator(votes, new double[] {0, 0.5}, noise, 0, 1);
        List<String> work = new ArrayList<>();
        for (int time = 0; time < 2; time++) {
            work.clear();
            robustness.prepare(Optional.of(folder), work::add);
            certification.prepare(Optional.of(folder), work::add);
            robustness.evaluate(model, DATA);
            certification.evaluate(model, DATA);
        }
        assertEquals(List.of(), work, "all was kept");
    }
}
