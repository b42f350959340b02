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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.mattrainer.latent.GaussianMixture;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * What a model makes of images before it decides: their latent vectors, and how usual these are under the mixture. May be
 * used by several threads at once.
 */
public final class LatentSpace {

    /** The share of the training images that count as outliers. */
    static final double TRAINING_OUTLIERS = 0.01;

    private static final int MOST_FOR_THRESHOLD = 2000;
    private static final int BATCH = 32;

    private final MatModel model;

    LatentSpace(MatModel model) {
        this.model = model;
    }

    /**
     * The latent vectors of a dataset as a dataset of their own, on which any trainer of the host can stand.
     *
     * @param data the images
     * @return an example for each image with its label and weight and the features {@code z0}, {@code z1} and so on, with
     *     leading zeros
     * @throws IllegalArgumentException if an example has a value that is not finite
     * @throws org.mattrainer.image.UnfitDataException if an example knows that its image has another shape
     */
    public MutableDataset<Label> features(Dataset<Label> data) {
        int dimension = model.network().latentSize();
        int digits = Integer.toString(dimension - 1).length();
        String[] names = new String[dimension];
        for (int i = 0; i < dimension; i++) {
            names[i] = "z" + String.format(Locale.ROOT, "%0" + digits + "d", i);
        }
        List<Example<Label>> images = new ArrayList<>();
        data.forEach(images::add);
        double[][] vectors = vectors(images);
        List<Example<Label>> examples = new ArrayList<>();
        for (int i = 0; i < vectors.length; i++) {
            Example<Label> image = images.get(i);
            ArrayExample<Label> example = new ArrayExample<>(image.getOutput(), image.getWeight());
            for (int k = 0; k < dimension; k++) {
                example.add(names[k], vectors[i][k]);
            }
            examples.add(example);
        }
        SimpleDataSourceProvenance provenance = new SimpleDataSourceProvenance(
                "Latent vectors of " + data.getSourceDescription() + " by the model " + model.getName() + " trained at "
                        + model.getProvenance().getTrainingTime(),
                data.getOutputFactory());
        return new MutableDataset<>(examples, provenance, data.getOutputFactory());
    }

    /**
     * The log density of the mixture at an example's latent vector: low for images unlike those of the training.
     *
     * @param example the example, unchanged
     * @return in nats; empty for a model without a mixture
     * @throws IllegalArgumentException if a value is not finite
     * @throws org.mattrainer.image.UnfitDataException if the example knows that its image has another shape
     */
    public OptionalDouble logDensity(Example<Label> example) {
        return model.mixture()
                .map(mixture -> OptionalDouble.of(logDensities(mixture, vectors(List.of(example)))[0]))
                .orElse(OptionalDouble.empty());
    }

    /**
     * The log density below which an image counts as an outlier: 1 % of the training images (of up to 2,000 of them) are
     * below it.
     *
     * @return in nats; empty for a model without a mixture and for those of earlier versions
     */
    public OptionalDouble outlierThreshold() {
        Double threshold = model.parts().outlierThreshold();
        return threshold == null ? OptionalDouble.empty() : OptionalDouble.of(threshold);
    }

    /**
     * The training examples that a threshold is found by: up to 2,000 at equal distances of those with a weight.
     *
     * @param data the training data
     */
    static List<Example<Label>> typical(Dataset<Label> data) {
        List<Example<Label>> some = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            if (data.getExample(i).getWeight() > 0) {
                some.add(data.getExample(i));
            }
        }
        int step = 1 + (some.size() - 1) / MOST_FOR_THRESHOLD;
        return IntStream.range(0, some.size())
                .filter(i -> i % step == 0)
                .mapToObj(some::get)
                .toList();
    }

    /**
     * Finds the threshold of a model that has none yet.
     *
     * @param some typical training examples, at least one
     * @return null for a model without a mixture, or if densities are not finite
     */
    Double findThreshold(List<Example<Label>> some) {
        GaussianMixture mixture = model.mixture().orElse(null);
        if (mixture == null) {
            return null;
        }
        double[] densities = logDensities(mixture, vectors(some));
        Arrays.sort(densities);
        double threshold = densities[(int) (TRAINING_OUTLIERS * densities.length)];
        return Double.isFinite(threshold) ? threshold : null;
    }

    /** The log density of a mixture at each of some latent vectors. */
    static double[] logDensities(GaussianMixture mixture, double[][] vectors) {
        double[] components = new double[mixture.components()];
        double[] densities = new double[vectors.length];
        for (int i = 0; i < vectors.length; i++) {
            mixture.logDensities(vectors[i], 0, components, 0);
            densities[i] = mixture.logMixture(components, 0);
        }
        return densities;
    }

    private double[][] vectors(List<Example<Label>> examples) {
        int dimension = model.network().latentSize();
        double[][] vectors = new double[examples.size()][dimension];
        int capacity = Math.max(1, Math.min(BATCH, examples.size()));
        try (GradientSession session = new GradientSession(model, capacity, model.predictionThreads(), false)) {
            float[] x = new float[capacity * session.shape().size()];
            for (int from = 0; from < examples.size(); from += capacity) {
                int n = Math.min(capacity, examples.size() - from);
                for (int i = 0; i < n; i++) {
                    session.read(examples.get(from + i), x, i);
                }
                session.forward(x, n);
                float[] latent = session.latent();
                for (int i = 0; i < n * dimension; i++) {
                    vectors[from + i / dimension][i % dimension] = latent[i];
                }
            }
        }
        return vectors;
    }
}
