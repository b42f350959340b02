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
package org.mattrainer.evaluation.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mattrainer.evaluation.attack.RandomNoise;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.mattrainer.image.UnitScale;
import org.mattrainer.objective.CrossEntropy;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.classification.Label;

class GalleryStudyTest {

    private static Gallery gallery(Model<Label> model, Dataset<Label> test) {
        GalleryStudy study = new GalleryStudy(List.of(new RandomNoise(2, new double[] {1}, true, 1)), 6, 0, 1);
        return study.study(model, model.predict(test), Optional.empty()).orElseThrow();
    }

    /** A model that is often wrong shows the same images as one that is not, so that both can be compared. */
    @Test
    void everyModelShowsTheSameImages() {
        Dataset<Label> test = SmallImages.dataset(30, 2);
        Model<Label> poor = SmallModels.trainer(List.of(new CrossEntropy()), new UnitScale(), 3)
                .train(SmallImages.dataset(9, 5));
        Gallery good = gallery(SmallModels.baseline(), test);
        Gallery bad = gallery(poor, test);
        assertNotEquals(
                good.rows().stream().map(Gallery.Row::predicted).toList(),
                bad.rows().stream().map(Gallery.Row::predicted).toList(),
                "the models differ");
        assertEquals(
                good.rows().stream().map(Gallery.Row::index).toList(),
                bad.rows().stream().map(Gallery.Row::index).toList());
        assertEquals(6, good.rows().size());
        assertTrue(good.rows().stream().map(Gallery.Row::label).distinct().count() == 3, "as many of each class");
    }
}
