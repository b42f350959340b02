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

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.mattrainer.image.Preprocessing;
import org.mattrainer.image.Standardise;
import org.mattrainer.image.UnitScale;
import org.mattrainer.objective.CrossEntropy;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

/** Transfers from models that are fed with other values. */
class TransferUnitsTest {

    @TempDir
    private Path folder;

    private final Dataset<Label> data = SmallImages.dataset(6, 2);

    private Attack transfer(MatModel source, String name) throws IOException {
        Path file = folder.resolve(name);
        source.serializeToFile(file);
        return new TransferAttack(new RandomNoise(2, new double[] {1}, false, 1), file);
    }

    private static MatModel trained(Preprocessing preprocessing) {
        return SmallModels.trainer(List.of(new CrossEntropy()), preprocessing, 1)
                .train(SmallImages.dataset(30, 1));
    }

    private List<String> doubts(Attack attack, List<Example<Label>> examples) {
        try (AttackTarget target = new AttackTarget(trained(new UnitScale()), SmallModels.SETTINGS)) {
            return TransferUnits.doubts(target, List.of(attack), examples);
        }
    }

    @Test
    void radiiInOtherUnitsAreToldOfWithTheOneThatIsAsLarge() throws IOException {
        Attack other = transfer(trained(new Standardise()), "standard.tribuo");
        Attack both = new AttackEnsemble("both", List.of(new RandomNoise(2, new double[] {1}, false, 1), other), 1);
        List<String> doubts = doubts(both, data.getData());
        assertEquals(1, doubts.size());
        assertTrue(doubts.get(0).contains("standard.tribuo are in the units"), doubts.get(0));
        // Standardised values are of the deviation 1, those of bytes over 255 of a fraction of it.
        double factor = Double.parseDouble(doubts.get(0).replaceFirst(".*as radius ([0-9.]+) of.*", "$1"));
        assertTrue(factor > 0.05 && factor < 0.8, doubts.get(0));
    }

    @Test
    void radiiInTheSameUnitsAreNot() throws IOException {
        Attack same = transfer(trained(new UnitScale()), "same.tribuo");
        assertEquals(List.of(), doubts(same, data.getData()));
        Attack other = transfer(trained(new Standardise()), "other.tribuo");
        List<Example<Label>> blank =
                List.of(new ArrayExample<>(data.getExample(0).getOutput(), List.of()));
        assertEquals(List.of(), doubts(other, blank), "of blank images nothing can be told");
    }
}
