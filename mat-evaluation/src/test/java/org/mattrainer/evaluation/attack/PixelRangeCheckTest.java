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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.mattrainer.MatModel;
import org.mattrainer.RandomisedSmoothing;
import org.mattrainer.evaluation.CertificationEvaluator;
import org.mattrainer.evaluation.RobustnessEvaluator;
import org.mattrainer.evaluation.RobustnessEvaluatorBuilder;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.mattrainer.evaluation.plot.Picture;
import org.mattrainer.evaluation.study.EmbeddingStudy;
import org.mattrainer.evaluation.study.Gallery;
import org.mattrainer.evaluation.study.GalleryStudy;
import org.mattrainer.evaluation.study.Projection;
import org.mattrainer.image.ValueRange;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.classification.Label;

/** Attacks with a box constraint and examples of other values. */
class PixelRangeCheckTest {

    private static final double[] RADIUS = {1};
    private static final Attack BOXED = new RandomNoise(2, RADIUS, true, 1);
    private static final Attack FREE = new RandomNoise(2, RADIUS, false, 1);

    private final MatModel model = SmallModels.baseline();
    private final Dataset<Label> outside = SmallImages.dataset(List.of(
            SmallImages.example(0, new SplittableRandom(1)),
            with(SmallImages.example(1, new SplittableRandom(2)), -40),
            SmallImages.example(2, new SplittableRandom(3)),
            SmallImages.example(2, new SplittableRandom(4))));

    private static Example<Label> with(Example<Label> example, double value) {
        example.set(new Feature("09", value));
        return example;
    }

    private static void assertRefused(Executable evaluation, String component) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, evaluation);
        assertTrue(
                refused.getMessage().contains("found -40.0 in the feature 09")
                        && refused.getMessage().contains("lowestPixel and highestPixel of the " + component),
                refused.getMessage());
    }

    private static RobustnessEvaluatorBuilder robustness(Attack attack) {
        return RobustnessEvaluator.builder(List.of(attack)).checkExamples(0);
    }

    @Test
    void examplesOutsideAreRefusedBeforeAnAttackWithABox() {
        assertRefused(() -> robustness(BOXED).build().evaluate(model, outside), "RobustnessEvaluator");
        Attack ensemble = new AttackEnsemble("all", List.of(FREE, BOXED), 1);
        assertRefused(() -> robustness(ensemble).build().evaluate(model, outside), "RobustnessEvaluator");
        assertEquals(
                1, robustness(FREE).build().evaluate(model, outside).results().size());
        RobustnessEvaluator wider = robustness(BOXED).lowestPixel(-50).build();
        assertTrue(wider.evaluate(model, outside).results().get(0).maxDistortion() <= 1 + 1e-6);
    }

    @Test
    void certificatesGalleriesAndEmbeddingsHaveARangeToo() {
        CertificationEvaluator certification =
                new CertificationEvaluator(new RandomisedSmoothing(0.2), RADIUS, BOXED, 0, 1);
        assertRefused(() -> certification.evaluate(model, outside), "CertificationEvaluator");
        GalleryStudy gallery = new GalleryStudy(List.of(BOXED), 4, 0, 1);
        assertRefused(() -> gallery.study(model, model.predict(outside), Optional.empty()), "GalleryStudy");
        EmbeddingStudy.Builder embedding =
                EmbeddingStudy.builder().projection(Projection.PCA).attack(BOXED);
        assertRefused(() -> embedding.build().study(model, model.predict(outside), Optional.empty()), "EmbeddingStudy");
        assertEquals(
                2, wide().study(model, model.predict(outside), Optional.empty()).size());
    }

    private static EmbeddingStudy wide() {
        return EmbeddingStudy.builder()
                .projection(Projection.PCA)
                .attack(BOXED)
                .lowestPixel(-50)
                .build();
    }

    @Test
    void theRangeBoundsWhatAGalleryShows() {
        Dataset<Label> data = SmallImages.dataset(6, 1);
        Gallery bytes = new GalleryStudy(List.of(BOXED), 6, 5, 1)
                .study(model, model.predict(data), Optional.empty())
                .orElseThrow();
        Gallery wider = new GalleryStudy(List.of(BOXED), 6, 5, 1, new ValueRange(-500, 500))
                .study(model, model.predict(data), Optional.empty())
                .orElseThrow();
        assertNotEquals(perturbed(bytes), perturbed(wider));
        PropertyException refused = assertThrows(
                PropertyException.class, () -> new GalleryStudy(List.of(BOXED), 6, 5, 1, new ValueRange(1, 1)));
        assertEquals("lowestPixel", refused.getProperty());
    }

    private static Picture perturbed(Gallery gallery) {
        return gallery.rows().get(0).cells().get(0).perturbation();
    }

    /** An embedding under an attack of no size would be that of the clean examples alone. */
    @Test
    void anEmbeddingWithoutARadiusForItsAttackIsRefused() {
        Attack sizeless = new RandomNoise(2, new double[0], true, 1);
        for (EmbeddingStudy.Builder builder : List.of(
                EmbeddingStudy.builder().attack(sizeless),
                EmbeddingStudy.builder().radii(1))) {
            assertEquals(
                    "radii",
                    assertThrows(PropertyException.class, builder::build).getProperty());
        }
    }
}
