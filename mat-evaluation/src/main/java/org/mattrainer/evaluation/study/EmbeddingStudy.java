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
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mattrainer.GradientSession;
import org.mattrainer.MatModel;
import org.mattrainer.configuration.ComponentBuilder;
import org.mattrainer.evaluation.BalancedSubset;
import org.mattrainer.evaluation.JobEvaluator;
import org.mattrainer.evaluation.attack.Attack;
import org.mattrainer.evaluation.attack.AttackBatch;
import org.mattrainer.evaluation.attack.AttackTarget;
import org.mattrainer.evaluation.attack.PixelRangeCheck;
import org.mattrainer.evaluation.attack.TargetSettings;
import org.mattrainer.evaluation.embedding.SeparationScores;
import org.mattrainer.evaluation.format.NumberList;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.latent.GaussianMixture;
import org.tribuo.Example;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** Embeds a layer of a network in the plane, for clean examples and, on request, under an attack (Fig. 2 and 5). */
public final class EmbeddingStudy implements Configurable, Provenancable<ConfiguredObjectProvenance> {

    /** What t-SNE can lay out. */
    private static final int LEAST_EXAMPLES = 4;

    @Config(description = "The layer to look at.")
    private Layer layer = Layer.LATENT;

    @Config(description = "Index from 0 of the layer that HIDDEN means; -1 for the last wider than the latent space.")
    private int hiddenLayer = -1;

    @Config(description = "How vectors become points of the plane.")
    private Projection projection = Projection.AUTO;

    @Config(description = "Most test examples, as many of each class, at least 4.")
    private int maxExamples = 1000;

    @Config(description = "The attack under which the layer is looked at too; none if absent.")
    private Attack attack = null;

    @Config(description = "Radii of the attack, above 0: numbers and start:end:step; its own if there are none here.")
    private String[] radii = {};

    @Config(description = "Nearest neighbours that vote for the neighbour accuracy, at least 1.")
    private int neighbours = 10;

    @Config(description = "Effective number of neighbours of t-SNE, above 1.")
    private double perplexity = 30;

    @Config(description = "Iterations of t-SNE, at least 1.")
    private int iterations = 1000;

    @Config(description = "Seed of the choice of examples and of t-SNE.")
    private long seed = 1;

    @Config(description = "Lowest raw value of a pixel, for attacks with a box constraint.")
    private double lowestPixel = 0;

    @Config(description = "Highest raw value of a pixel, for attacks with a box constraint.")
    private double highestPixel = 255;

    /** The numbers of the radii, once the settings are complete. */
    private double[] radiusValues = {};

    /** For olcut. */
    private EmbeddingStudy() {}

    /**
     * Starts the study with the defaults of all settings.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder(new EmbeddingStudy());
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.atLeast(4, "maxExamples", maxExamples);
        Checks.atLeast(-1, "hiddenLayer", hiddenLayer);
        Checks.atLeast(1, "neighbours", neighbours);
        Checks.atLeast(1, "iterations", iterations);
        Checks.require(perplexity > 1, "perplexity", "above 1", perplexity);
        // Ranges are written out, so that equal radii make equal provenances.
        radiusValues = NumberList.parse("radii", radii);
        radii = NumberList.texts(radiusValues);
        for (double radius : radiusValues) {
            Checks.require(radius > 0 && radius < Double.POSITIVE_INFINITY, "radii", "above 0", radius);
        }
        PixelRangeCheck.requireRange(lowestPixel, highestPixel);
        Checks.require(attack != null || radiusValues.length == 0, "radii", "an attack with them", "none");
        boolean attacked = attack == null || attackRadii().length > 0;
        Checks.require(attacked, "radii", "some above 0 for the attack", "none");
    }

    /**
     * Embeds the layer of one model.
     *
     * @param model the model
     * @param predictions its predictions of the test examples
     * @param mixture the mixture over its latent space, for attacks through it
     * @return first of the clean examples, then of each radius
     * @throws IllegalArgumentException if the attack does not fit the model or the range of the examples' pixels
     */
    public List<Embedding> study(
            MatModel model, List<Prediction<Label>> predictions, Optional<GaussianMixture> mixture) {
        List<Integer> chosen = BalancedSubset.of(predictions, maxExamples, seed);
        List<Example<Label>> examples =
                chosen.stream().map(i -> predictions.get(i).getExample()).toList();
        List<String> labels = model.getOutputIDInfo().getDomain().stream()
                .map(Label::getLabel)
                .sorted()
                .toList();
        int[] classes = examples.stream()
                .mapToInt(e -> labels.indexOf(e.getOutput().getLabel()))
                .toArray();
        double[] sizes = attack == null ? new double[0] : attackRadii();
        List<double[][]> vectors = vectors(model, mixture, chosen, examples, sizes);
        Projector projector = Projector.of(projection, vectors.get(0), perplexity, iterations, seed);
        String name = layer == Layer.HIDDEN
                ? "layer " + hiddenIndex(model)
                : layer.name().toLowerCase(Locale.ROOT);
        List<Embedding> embeddings = new ArrayList<>();
        for (int k = 0; k < vectors.size(); k++) {
            double[][] rows = vectors.get(k);
            embeddings.add(new Embedding(
                    name,
                    projector.name(),
                    k == 0 ? "" : attack.name(),
                    k == 0 ? 0 : sizes[k - 1],
                    projector.project(rows),
                    classes,
                    labels,
                    SeparationScores.of(rows, classes, neighbours)));
        }
        return embeddings;
    }

    private double[] attackRadii() {
        double[] all = radiusValues.length > 0 ? radiusValues : attack.radii();
        return Arrays.stream(all).filter(radius -> radius > 0).toArray();
    }

    /** The layer's vectors of the clean examples, then of each radius. */
    private List<double[][]> vectors(
            MatModel model,
            Optional<GaussianMixture> mixture,
            List<Integer> chosen,
            List<Example<Label>> examples,
            double... sizes) {
        List<List<double[]>> rows = new ArrayList<>();
        for (int k = 0; k <= sizes.length; k++) {
            rows.add(new ArrayList<>());
        }
        TargetSettings settings = TargetSettings.defaults().withPixels(lowestPixel, highestPixel);
        try (AttackTarget target = new AttackTarget(model, settings);
                GradientSession session = open(model, settings)) {
            PixelRangeCheck.run(target, attack == null ? List.of() : List.of(attack), examples, "EmbeddingStudy");
            mixture.ifPresent(target::setMixture);
            for (int first = 0; first < examples.size(); first += settings.batch()) {
                int last = Math.min(examples.size(), first + settings.batch());
                long[] ids = chosen.subList(first, last).stream()
                        .mapToLong(Integer::longValue)
                        .toArray();
                AttackBatch batch = target.read(examples.subList(first, last), ids);
                Features.append(session, layer, batch.x(), batch.n(), rows.get(0));
                if (sizes.length > 0) {
                    float[][] perturbed = attack.perturb(target, batch, sizes);
                    for (int k = 0; k < sizes.length; k++) {
                        Features.append(session, layer, perturbed[k], batch.n(), rows.get(k + 1));
                    }
                }
            }
        }
        return rows.stream().map(list -> list.toArray(new double[0][])).toList();
    }

    private GradientSession open(MatModel model, TargetSettings settings) {
        return layer == Layer.HIDDEN
                ? model.openHidden(settings.batch(), settings.threads(), hiddenIndex(model))
                : model.open(settings.batch(), settings.threads());
    }

    /**
     * Checks that a model has the layer and that the attack fits it and the examples, before any work.
     *
     * @param model the model
     * @param mixture the mixture that it gets for an attack through it, fitted or not; its own if empty
     * @param examples all test examples, with labels that the model knows
     * @throws IllegalArgumentException if it has fewer layers, or saying what does not fit
     */
    public void requireFit(MatModel model, Optional<GaussianMixture> mixture, List<Example<Label>> examples) {
        if (layer == Layer.HIDDEN) {
            hiddenIndex(model);
        }
        if (attack != null) {
            TargetSettings settings = TargetSettings.defaults().withPixels(lowestPixel, highestPixel);
            try (AttackTarget target = new AttackTarget(model, settings)) {
                mixture.ifPresent(target::setMixture);
                attack.requireFits(target, attackRadii());
                attack.requireKnows(JobEvaluator.labels(examples));
                List<Example<Label>> chosen = BalancedSubset.chosen(examples, maxExamples, seed);
                PixelRangeCheck.requireInside(target, List.of(attack), chosen, "EmbeddingStudy");
            }
        }
    }

    /**
     * Why an embedding cannot be made however well everything goes.
     *
     * @param model the model
     * @param predictions predictions of the test examples
     * @return a few words; empty if it can be made
     */
    public Optional<String> unfit(MatModel model, List<Prediction<Label>> predictions) {
        int least = projection == Projection.PCA || (layer == Layer.LATENT && isPlane(model)) ? 2 : LEAST_EXAMPLES;
        int used = BalancedSubset.of(predictions, maxExamples, seed).size();
        return used < least
                ? Optional.of("expected at least " + least + " examples to embed, found " + used)
                : Optional.empty();
    }

    private boolean isPlane(MatModel model) {
        return projection == Projection.AUTO && model.network().latentSize() == 2;
    }

    private int hiddenIndex(MatModel model) {
        return HiddenLayer.index(model.network(), hiddenLayer);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "EmbeddingStudy");
    }

    @Override
    public String toString() {
        return "EmbeddingStudy(layer=" + layer + ",hiddenLayer=" + hiddenLayer + ",projection=" + projection
                + ",maxExamples=" + maxExamples
                + ",attack=" + attack + ",radii=" + Arrays.toString(radii) + ",neighbours=" + neighbours
                + ",perplexity=" + perplexity + ",iterations=" + iterations + ",seed=" + seed + ")";
    }

    /** Makes a {@link EmbeddingStudy}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends ComponentBuilder<EmbeddingStudy, Builder> {

        private Builder(EmbeddingStudy it) {
            super(it);
        }

        /**
         * Sets the layer to look at.
         *
         * @param layer {@link Layer#LATENT} if this is not called
         * @return this
         */
        public Builder layer(Layer layer) {
            return set(it -> it.layer = layer);
        }

        /**
         * Sets how vectors become points of the plane.
         *
         * @param projection {@link Projection#AUTO} if this is not called
         * @return this
         */
        public Builder projection(Projection projection) {
            return set(it -> it.projection = projection);
        }

        /**
         * Sets the most test examples.
         *
         * @param maxExamples at least 4; 1000 if this is not called
         * @return this
         */
        public Builder maxExamples(int maxExamples) {
            return set(it -> it.maxExamples = maxExamples);
        }

        /**
         * Sets the attack under which the layer is looked at too.
         *
         * @param attack null for none
         * @return this
         */
        public Builder attack(Attack attack) {
            return set(it -> it.attack = attack);
        }

        /**
         * Sets the radii of the attack.
         *
         * @param radii above 0; none for its own
         * @return this
         */
        public Builder radii(double... radii) {
            return set(it -> it.radii = NumberList.texts(radii));
        }

        /**
         * Sets the lowest raw value of a pixel, for an attack with a box constraint.
         *
         * @param lowestPixel finite; 0 if this is not called
         * @return this
         */
        public Builder lowestPixel(double lowestPixel) {
            return set(it -> it.lowestPixel = lowestPixel);
        }

        /**
         * Sets the highest raw value of a pixel, for an attack with a box constraint.
         *
         * @param highestPixel above the lowest; 255 if this is not called
         * @return this
         */
        public Builder highestPixel(double highestPixel) {
            return set(it -> it.highestPixel = highestPixel);
        }

        /**
         * Sets the seed of the choice of examples and of t-SNE.
         *
         * @param seed 1 if this is not called
         * @return this
         */
        public Builder seed(long seed) {
            return set(it -> it.seed = seed);
        }

        /**
         * Sets the index of the layer that {@link Layer#HIDDEN} means.
         *
         * @param hiddenLayer from 0; -1, for the last wider than the latent space, if this is not called
         * @return this
         */
        public Builder hiddenLayer(int hiddenLayer) {
            return set(it -> it.hiddenLayer = hiddenLayer);
        }

        /**
         * Sets the number of nearest neighbours that vote for the neighbour accuracy.
         *
         * @param neighbours at least 1; 10 if this is not called
         * @return this
         */
        public Builder neighbours(int neighbours) {
            return set(it -> it.neighbours = neighbours);
        }

        /**
         * Sets the effective number of neighbours of t-SNE.
         *
         * @param perplexity above 1; 30 if this is not called
         * @return this
         */
        public Builder perplexity(double perplexity) {
            return set(it -> it.perplexity = perplexity);
        }

        /**
         * Sets the number of iterations of t-SNE.
         *
         * @param iterations at least 1; 1000 if this is not called
         * @return this
         */
        public Builder iterations(int iterations) {
            return set(it -> it.iterations = iterations);
        }
    }
}
