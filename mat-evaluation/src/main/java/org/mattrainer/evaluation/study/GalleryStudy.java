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

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mattrainer.evaluation.BalancedSubset;
import org.mattrainer.evaluation.JobEvaluator;
import org.mattrainer.evaluation.attack.Attack;
import org.mattrainer.evaluation.attack.AttackBatch;
import org.mattrainer.evaluation.attack.AttackTarget;
import org.mattrainer.evaluation.attack.PixelRangeCheck;
import org.mattrainer.evaluation.attack.TargetSettings;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.image.ValueRange;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.latent.GaussianMixture;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** Shows what attacks do to some test examples (Fig. 6 to 8). */
public final class GalleryStudy implements Configurable, Provenancable<ConfiguredObjectProvenance> {

    @Config(mandatory = true, description = "The attacks, side by side.")
    private List<Attack> attacks = new ArrayList<>();

    @Config(description = "How many test examples, as many of each class; the same ones for every model.")
    private int examples = 10;

    @Config(description = "The radius of every attack; the largest of each attack's own if 0.")
    private double radius = 0;

    @Config(description = "Seed of the choice of examples.")
    private long seed = 1;

    @Config(description = "Lowest raw value of a pixel, for attacks with a box constraint.")
    private double lowestPixel = 0;

    @Config(description = "Highest raw value of a pixel, for attacks with a box constraint.")
    private double highestPixel = 255;

    /** For olcut. */
    private GalleryStudy() {}

    /**
     * A gallery of images whose pixels are from 0 to 255.
     *
     * @param attacks the attacks, at least one
     * @param examples how many test examples, at least 1
     * @param radius the radius of every attack, or 0 for the largest of each attack's own
     * @param seed seed of the choice of examples
     * @throws PropertyException if a value is out of range
     */
    public GalleryStudy(List<? extends Attack> attacks, int examples, double radius, long seed) {
        this(attacks, examples, radius, seed, new ValueRange(0, 255));
    }

    /**
     * A gallery.
     *
     * @param attacks the attacks, at least one
     * @param examples how many test examples, at least 1
     * @param radius the radius of every attack, or 0 for the largest of each attack's own
     * @param seed seed of the choice of examples
     * @param pixels the raw values of pixels, for attacks with a box constraint
     * @throws PropertyException if a value is out of range
     */
    public GalleryStudy(List<? extends Attack> attacks, int examples, double radius, long seed, ValueRange pixels) {
        this.attacks = new ArrayList<>(attacks);
        this.examples = examples;
        this.radius = radius;
        this.seed = seed;
        this.lowestPixel = pixels.lowest();
        this.highestPixel = pixels.highest();
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(!attacks.isEmpty(), "attacks", "at least one", "none");
        Checks.atLeast(1, "examples", examples);
        Checks.require(radius >= 0 && radius < Double.POSITIVE_INFINITY, "radius", "at least 0", radius);
        PixelRangeCheck.requireRange(lowestPixel, highestPixel);
        Set<String> headings = new HashSet<>();
        for (Attack attack : attacks) {
            if (size(attack) == 0) {
                throw new PropertyException("", "radius", "expected one above 0 for the attack " + attack.name());
            }
            Checks.require(
                    headings.add(heading(attack)),
                    "attacks",
                    "attacks or radii that headings can tell apart",
                    heading(attack) + " twice");
        }
    }

    private double size(Attack attack) {
        double[] radii = attack.radii();
        return radius > 0 || radii.length == 0 ? radius : radii[radii.length - 1];
    }

    /**
     * Attacks some examples.
     *
     * @param model the model
     * @param predictions its predictions of the test examples
     * @param mixture the mixture over its latent space, for attacks through it
     * @return empty for a model whose examples are no pictures, or without predictions
     * @throws IllegalArgumentException if an attack does not fit the model or the range of the examples' pixels
     */
    public Optional<Gallery> study(
            Model<Label> model, List<Prediction<Label>> predictions, Optional<GaussianMixture> mixture) {
        Optional<RawImages> images = RawImages.of(model);
        if (images.isEmpty() || predictions.isEmpty()) {
            return Optional.empty();
        }
        // Whatever the model says of them, so that galleries of several models show the same.
        List<Integer> chosen = BalancedSubset.of(predictions, examples, seed);
        return Optional.of(new Gallery(
                attacks.stream().map(this::heading).toList(), rows(model, images.get(), predictions, chosen, mixture)));
    }

    private String heading(Attack attack) {
        return attack.name() + ", radius " + Numbers.plain(size(attack));
    }

    /**
     * Checks that the attacks fit a model and the examples, before any work.
     *
     * @param model the model; of one whose examples are no pictures nothing is asked
     * @param mixture the mixture that it gets for attacks through it, fitted or not; its own if empty
     * @param all all test examples, with labels that the model knows
     * @throws IllegalArgumentException saying what does not fit
     */
    public void requireFit(Model<Label> model, Optional<GaussianMixture> mixture, List<Example<Label>> all) {
        if (RawImages.of(model).isEmpty()) {
            return;
        }
        TargetSettings settings = TargetSettings.defaults().withPixels(lowestPixel, highestPixel);
        try (AttackTarget target = new AttackTarget(model, settings)) {
            mixture.ifPresent(target::setMixture);
            Set<String> labels = JobEvaluator.labels(all);
            for (Attack attack : attacks) {
                attack.requireFits(target, new double[] {size(attack)});
                attack.requireKnows(labels);
            }
            PixelRangeCheck.requireInside(target, attacks, BalancedSubset.chosen(all, examples, seed), "GalleryStudy");
        }
    }

    private List<Gallery.Row> rows(
            Model<Label> model,
            RawImages images,
            List<Prediction<Label>> all,
            List<Integer> chosen,
            Optional<GaussianMixture> mixture) {
        List<Example<Label>> clean =
                chosen.stream().map(index -> all.get(index).getExample()).toList();
        TargetSettings settings =
                TargetSettings.defaults().withBatch(chosen.size()).withPixels(lowestPixel, highestPixel);
        List<List<Gallery.Cell>> columns = new ArrayList<>();
        try (AttackTarget target = new AttackTarget(model, settings)) {
            PixelRangeCheck.run(target, attacks, clean, "GalleryStudy");
            mixture.ifPresent(target::setMixture);
            long[] ids = chosen.stream().mapToLong(Integer::longValue).toArray();
            AttackBatch batch = target.read(clean, ids);
            for (Attack attack : attacks) {
                float[] x = attack.perturb(target, batch, size(attack))[0];
                columns.add(cells(target, images, x, clean));
            }
        }
        List<Gallery.Row> rows = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            int row = i;
            rows.add(new Gallery.Row(
                    chosen.get(i),
                    clean.get(i).getOutput().getLabel(),
                    all.get(chosen.get(i)).getOutput().getLabel(),
                    images.picture(images.values(clean.get(i))),
                    columns.stream().map(column -> column.get(row)).toList()));
        }
        return rows;
    }

    private static List<Gallery.Cell> cells(
            AttackTarget target, RawImages images, float[] x, List<Example<Label>> clean) {
        List<Prediction<Label>> predictions = target.predict(x, clean.size());
        List<Gallery.Cell> cells = new ArrayList<>();
        for (int i = 0; i < clean.size(); i++) {
            float[] attacked = images.values(predictions.get(i).getExample());
            cells.add(new Gallery.Cell(
                    predictions.get(i).getOutput().getLabel(),
                    images.difference(images.values(clean.get(i)), attacked),
                    images.picture(attacked)));
        }
        return cells;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "GalleryStudy");
    }

    @Override
    public String toString() {
        return "GalleryStudy(attacks=" + attacks + ",examples=" + examples + ",radius=" + radius + ",seed=" + seed
                + ")";
    }
}
