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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.mattrainer.MatModel;
import org.mattrainer.SmoothedModel;
import org.mattrainer.evaluation.attack.geometry.FeatureSpace;
import org.mattrainer.evaluation.attack.geometry.InputSpace;
import org.mattrainer.evaluation.attack.geometry.PixelBox;
import org.mattrainer.evaluation.attack.network.DifferentiableNetwork;
import org.mattrainer.evaluation.attack.network.EnsembleMembers;
import org.mattrainer.evaluation.attack.network.EnsembleNetwork;
import org.mattrainer.evaluation.attack.network.MissingGradients;
import org.mattrainer.evaluation.attack.network.SessionNetwork;
import org.mattrainer.image.ImageShape;
import org.mattrainer.latent.GaussianMixture;
import org.tribuo.Example;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;

/**
 * A model under attack. Its images are those that are fed to the network of a {@link MatModel}, smoothed or not, or to the
 * networks of an ensemble of them that averages probabilities; for any other model they are its features divided by a unit. Used by one thread at a time.
 */
public final class AttackTarget implements AutoCloseable {

    private final Model<Label> model;
    private final TargetSettings settings;
    /** Null for a model without gradients. */
    private final DifferentiableNetwork network;

    private final InputSpace space;
    private final ImmutableOutputInfo<Label> labels;
    private final GradientCounts counts;
    private GaussianMixture mixture;
    private PixelBox box;
    private WhiteBox whiteBox;

    /**
     * Opens a model.
     *
     * @param model any model of labels
     * @param settings how it is attacked
     * @throws IllegalArgumentException if the features of a model of the host are not as the settings say
     */
    public AttackTarget(Model<Label> model, TargetSettings settings) {
        this.model = model;
        this.settings = settings;
        this.counts = new GradientCounts(settings.batch());
        this.labels = model.getOutputIDInfo();
        this.network = open(model, settings);
        this.space = network != null ? network : new FeatureSpace(model, settings.hostPixels(), settings.hostUnit());
        if (base(model) instanceof MatModel one) {
            this.mixture = one.mixture().orElse(null);
        }
    }

    /** The model without the noise of a smoothed one. */
    static Model<Label> base(Model<Label> model) {
        return model instanceof SmoothedModel smoothed ? smoothed.base() : model;
    }

    private static DifferentiableNetwork open(Model<Label> model, TargetSettings settings) {
        if (base(model) instanceof MatModel one) {
            return new SessionNetwork(one.open(settings.batch(), settings.threads()));
        }
        return EnsembleMembers.of(model)
                .map(members ->
                        new EnsembleNetwork(members, model.getOutputIDInfo(), settings.batch(), settings.threads()))
                .orElse(null);
    }

    /**
     * The model.
     *
     * @return as given
     */
    public Model<Label> model() {
        return model;
    }

    /**
     * How the model is attacked.
     *
     * @return as given
     */
    public TargetSettings settings() {
        return settings;
    }

    /**
     * Most images of one batch.
     *
     * @return at least 1
     */
    public int capacity() {
        return settings.batch();
    }

    /** What its images are. */
    InputSpace space() {
        return space;
    }

    /**
     * The shape of an image.
     *
     * @return channels, rows and columns
     */
    public ImageShape shape() {
        return space.shape();
    }

    /**
     * Whether the model reads a pixel; others are left alone by attacks.
     *
     * @param pixel place in CHW order
     * @return false for a pixel that changes nothing
     */
    public boolean isUsed(int pixel) {
        return space.isUsed(pixel);
    }

    /** The name of a pixel's feature. */
    String featureName(int pixel) {
        return space.featureName(pixel);
    }

    /**
     * The mixture over the latent space: the model's own, or one that was fitted afterwards.
     *
     * @return empty for a model without one
     */
    public Optional<GaussianMixture> mixture() {
        return Optional.ofNullable(mixture);
    }

    /**
     * Gives a model without a mixture one that was fitted afterwards.
     *
     * @param fitted one component for each label
     */
    public void setMixture(GaussianMixture fitted) {
        this.mixture = fitted;
        this.whiteBox = null;
    }

    /**
     * Reads examples as a batch.
     *
     * @param examples examples whose labels the model knows, unchanged
     * @param ids identities, one for each example
     * @return their images and label ids
     * @throws IllegalArgumentException if a label is unknown to the model or there are too many examples
     */
    public AttackBatch read(List<Example<Label>> examples, long[] ids) {
        int n = examples.size();
        if (n > capacity()) {
            throw new IllegalArgumentException("Expected at most " + capacity() + " examples, found " + n);
        }
        float[] x = new float[n * shape().size()];
        int[] y = new int[n];
        for (int i = 0; i < n; i++) {
            space.read(examples.get(i), x, i);
            y[i] = id(examples.get(i).getOutput());
        }
        return new AttackBatch(x, y, ids, n);
    }

    private int id(Label label) {
        int id = labels.getID(label);
        if (id < 0) {
            throw new IllegalArgumentException(
                    "Expected one of the model's labels " + labels.toReadableString() + ", found " + label.getLabel());
        }
        return id;
    }

    /**
     * Makes an example of an image.
     *
     * @param x images [n, c, h, w]
     * @param index which image
     * @param output the example's label
     * @return the example
     * @throws UnsupportedOperationException if the model's preprocessing cannot be undone
     */
    public Example<Label> toExample(float[] x, int index, Label output) {
        return space.toExample(x, index, output);
    }

    /**
     * How long the differences of examples and blank images are together, by which the units of targets can be compared.
     *
     * @param examples examples whose labels the model knows
     * @return the 2-norm of all of them in the units of the images
     */
    public double length(List<Example<Label>> examples) {
        float[] image = new float[shape().size()];
        float[] blank = image.clone();
        double sum = 0;
        for (Example<Label> example : examples) {
            read(example, image, 0);
            read(new ArrayExample<>(example.getOutput(), List.of()), blank, 0);
            for (int k = 0; k < image.length; k++) {
                sum += Math.pow((double) image[k] - blank[k], 2);
            }
        }
        return Math.sqrt(sum);
    }

    /** Writes an example as image {@code index} of x. */
    void read(Example<Label> example, float[] x, int index) {
        space.read(example, x, index);
    }

    /**
     * Predicts images by the model's public {@code predict}.
     *
     * @param x images [n, c, h, w]
     * @param n number of images
     * @return the predictions in order
     */
    public List<Prediction<Label>> predict(float[] x, int n) {
        List<Example<Label>> examples = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            examples.add(toExample(x, i, LabelFactory.UNKNOWN_LABEL));
        }
        return model.predict(examples);
    }

    /**
     * The scores of all labels: logits of a network, whatever the host's prediction holds of another model.
     *
     * @param x images [n, c, h, w]
     * @param n number of images, at most the capacity
     * @param scores receives the scores by label id [n, labels]; negative infinity for a label that the model gives none
     */
    void scores(float[] x, int n, double[] scores) {
        if (hasGradients()) {
            network.forward(x, n);
            for (int k = 0; k < n * labels.size(); k++) {
                scores[k] = network.logits()[k];
            }
            return;
        }
        List<Prediction<Label>> predictions = predict(x, n);
        for (int i = 0; i < n; i++) {
            Collection<Label> given = predictions.get(i).getOutputScores().values();
            Arrays.fill(scores, i * labels.size(), (i + 1) * labels.size(), Double.NEGATIVE_INFINITY);
            if (given.isEmpty()) {
                scores[i * labels.size() + id(predictions.get(i).getOutput())] = 0;
            }
            for (Label label : given) {
                scores[i * labels.size() + id(label)] = label.getScore();
            }
        }
    }

    /** Number of labels. */
    int labels() {
        return labels.size();
    }

    /** The label of an id. */
    Label label(int id) {
        return labels.getOutput(id);
    }

    /** The id of a label name, -1 if the model does not know it. */
    int idOf(String label) {
        return labels.getID(new Label(label));
    }

    /** The range of the pixels. */
    PixelBox box() {
        if (box == null) {
            box = PixelBox.of(space, settings.lowest(), settings.highest());
        }
        return box;
    }

    /**
     * Whether the model has input gradients.
     *
     * @return true for a {@link MatModel} and for an ensemble of them whose probabilities are averaged; a vote over noise
     *     has none, though its network does
     */
    public boolean hasGradients() {
        return network != null && !(model instanceof SmoothedModel);
    }

    /**
     * Refuses a model without input gradients, such as an ensemble that counts votes or a model of the host.
     *
     * @param model any model of labels
     * @param attack name of the attack that needs them
     * @throws IllegalArgumentException if the model has none, naming its class and what can be done instead
     */
    public static void requireGradients(Model<Label> model, String attack) {
        if (!(model instanceof MatModel) && EnsembleMembers.of(model).isEmpty()) {
            throw MissingGradients.of(model, "the attack " + attack + " by gradient");
        }
    }

    /**
     * The gradients of the network, for a smoothed one without the noise.
     *
     * @throws IllegalArgumentException naming the class of a model without gradients
     */
    WhiteBox whiteBox() {
        if (network == null) {
            throw MissingGradients.of(model, "an attack by gradient");
        }
        if (whiteBox == null) {
            whiteBox = new WhiteBox(network, mixture, counts);
        }
        return whiteBox;
    }

    /** The input gradients asked for so far. */
    GradientCounts counts() {
        return counts;
    }

    /** Ends the threads of the target. */
    @Override
    public void close() {
        if (network != null) {
            network.close();
        }
    }
}
