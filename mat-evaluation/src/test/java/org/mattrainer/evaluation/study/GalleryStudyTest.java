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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mattrainer.MatModel;
import org.mattrainer.MatTrainer;
import org.mattrainer.evaluation.attack.RandomNoise;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.mattrainer.evaluation.plot.Picture;
import org.mattrainer.image.UnitScale;
import org.mattrainer.objective.CrossEntropy;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

class GalleryStudyTest {

    private static Gallery gallery(Model<Label> model, Dataset<Label> test) {
        GalleryStudy study = new GalleryStudy(List.of(new RandomNoise(2, new double[] {1}, false, 1)), 6, 0, 1);
        return study.study(model, model.predict(test), Optional.empty()).orElseThrow();
    }

    /** Of two columns with one heading the report would show one alone. */
    @Test
    void attacksThatHeadingsCannotTellApartAreRefused() {
        RandomNoise noise = new RandomNoise(2, new double[] {1, 2}, false, 1);
        RandomNoise smaller = new RandomNoise(2, new double[] {1}, false, 1);
        new GalleryStudy(List.of(noise, smaller), 6, 0, 1);
        PropertyException refused =
                assertThrows(PropertyException.class, () -> new GalleryStudy(List.of(noise, smaller), 6, 1, 1));
        assertEquals("attacks", refused.getProperty());
        assertTrue(refused.getMessage().contains("noise L2, radius 1 twice"), refused.getMessage());
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

    /** They look as those of bytes do, and are not black. */
    @Test
    void imagesOfFractionsAreShownAsThoseOfBytes() {
        Dataset<Label> test = SmallImages.dataset(30, 2);
        MatModel fractions = unscaled().train(scaled(SmallImages.dataset(9, 5), 1 / 255.0, 0));
        assertEquals(
                pictures(gallery(SmallModels.baseline(), test)),
                pictures(gallery(fractions, scaled(test, 1 / 255.0, 0))));
    }

    @Test
    void otherValuesAreShownFromTheLowestToTheHighestOfTheTraining() {
        Dataset<Label> centred = scaled(SmallImages.dataset(6, 5), 0.01, -1);
        List<Picture> pictures = pictures(gallery(unscaled().train(centred), centred));
        IntSummaryStatistics grey = pictures.stream()
                .flatMapToInt(picture -> IntStream.of(picture.rgb()).map(rgb -> rgb & 255))
                .summaryStatistics();
        assertEquals(0, grey.getMin());
        assertEquals(255, grey.getMax());
    }

    private static MatTrainer unscaled() {
        return SmallModels.trainer(List.of(new CrossEntropy()), new UnitScale(0, 1), 1);
    }

    private static List<Picture> pictures(Gallery gallery) {
        return gallery.rows().stream().map(Gallery.Row::original).toList();
    }

    private static Dataset<Label> scaled(Dataset<Label> data, double scale, double shift) {
        MutableDataset<Label> scaled = new MutableDataset<>(data.getProvenance(), data.getOutputFactory());
        for (Example<Label> example : data) {
            ArrayExample<Label> other = new ArrayExample<>(example.getOutput());
            for (Feature feature : example) {
                other.add(new Feature(feature.getName(), feature.getValue() * scale + shift));
            }
            scaled.add(other);
        }
        return scaled;
    }
}
