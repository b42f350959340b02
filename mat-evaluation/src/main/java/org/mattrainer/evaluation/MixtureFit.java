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

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mattrainer.GradientSession;
import org.mattrainer.MatModel;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.latent.MixtureSettings;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/**
 * Gives a network that was trained without a mixture one afterwards: mean and covariance of each class over its latent
 * vectors of some training examples.
 */
public final class MixtureFit implements Configurable, Provenancable<ConfiguredObjectProvenance> {

    private static final int BATCH = 64;

    @Config(mandatory = true, description = "The examples to fit the mixture to, usually those of the training.")
    private ConfigurableDataSource<Label> source;

    @Config(description = "How many examples are used, the first ones of the source; 0 for all.")
    private int examples = 10000;

    @Config(description = "Form and floor of the covariances.")
    private MixtureSettings settings = new MixtureSettings();

    @Config(description = "Whether a model's own mixture is replaced too, so that models are measured alike.")
    private boolean replace = false;

    private WeakReference<MatModel> fittedModel = new WeakReference<>(null);
    private GaussianMixture fitted;

    /** For olcut. */
    private MixtureFit() {}

    /**
     * Makes the component.
     *
     * @param source the examples to fit the mixture to
     * @param examples how many of them are used; 0 for all
     * @param settings form and floor of the covariances
     * @param replace whether a model's own mixture is replaced too
     * @throws PropertyException if a value is out of range
     */
    public MixtureFit(ConfigurableDataSource<Label> source, int examples, MixtureSettings settings, boolean replace) {
        this.source = source;
        this.examples = examples;
        this.settings = settings;
        this.replace = replace;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.atLeast(0, "examples", examples);
    }

    /**
     * Whether a model's own mixture is replaced.
     *
     * @return as configured
     */
    public boolean replaces() {
        return replace;
    }

    /**
     * A mixture of the form that {@link #fit} gives, before it has seen an example: enough to ask whether attacks fit.
     *
     * @param model the network
     * @return one component for each label
     */
    public GaussianMixture unfitted(MatModel model) {
        return new GaussianMixture(
                settings, model.network().classes(), model.network().latentSize());
    }

    /**
     * Fits a mixture, unless that of the same model was the last. All that examine a model share it, so that it is not to
     * be changed.
     *
     * @param model the network
     * @param threads threads of a pass
     * @return the mixture
     * @throws IllegalArgumentException if an example's label is not one of the model's, or there is no example of one
     */
    public synchronized GaussianMixture fit(MatModel model, int threads) {
        if (fittedModel.refersTo(model)) {
            return fitted;
        }
        fitted = fitAnew(model, threads);
        fittedModel = new WeakReference<>(model);
        return fitted;
    }

    private GaussianMixture fitAnew(MatModel model, int threads) {
        List<double[]> features = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        try (GradientSession session = model.open(BATCH, threads)) {
            List<Example<Label>> batch = new ArrayList<>();
            for (Example<Label> example : source) {
                batch.add(example);
                labels.add(id(model, example.getOutput()));
                boolean last = labels.size() == examples;
                if (batch.size() == BATCH || last) {
                    run(session, batch, features);
                }
                if (last) {
                    break;
                }
            }
            run(session, batch, features);
        }
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("Expected examples to fit a mixture to, found none in " + source);
        }
        requireAllLabels(model, labels);
        int dimension = model.network().latentSize();
        double[] z = new double[labels.size() * dimension];
        int[] y = labels.stream().mapToInt(Integer::intValue).toArray();
        for (int i = 0; i < y.length; i++) {
            System.arraycopy(features.get(i), 0, z, i * dimension, dimension);
        }
        GaussianMixture mixture = unfitted(model);
        mixture.initialise(z, y, null, y.length);
        return mixture;
    }

    /** A folder of images gives one class after the other. */
    private void requireAllLabels(MatModel model, List<Integer> found) {
        Set<Integer> seen = new HashSet<>(found);
        for (int id = 0; id < model.getOutputIDInfo().size(); id++) {
            if (!seen.contains(id)) {
                throw new IllegalArgumentException(
                        "Expected examples of every label to fit a mixture to, found none of '"
                                + model.getOutputIDInfo().getOutput(id).getLabel() + "' among the first " + found.size()
                                + " of " + source + (examples == 0 ? "" : "; examples=0 takes all"));
            }
        }
    }

    private static int id(MatModel model, Label label) {
        int id = model.getOutputIDInfo().getID(label);
        if (id < 0) {
            throw new IllegalArgumentException(
                    "Expected examples of the model's labels to fit a mixture to, found " + label.getLabel());
        }
        return id;
    }

    private static void run(GradientSession session, List<Example<Label>> batch, List<double[]> features) {
        if (batch.isEmpty()) {
            return;
        }
        float[] x = new float[batch.size() * session.shape().size()];
        for (int i = 0; i < batch.size(); i++) {
            session.read(batch.get(i), x, i);
        }
        session.forward(x, batch.size());
        int dimension = session.network().latentSize();
        for (int i = 0; i < batch.size(); i++) {
            double[] row = new double[dimension];
            for (int k = 0; k < dimension; k++) {
                row[k] = session.latent()[i * dimension + k];
            }
            features.add(row);
        }
        batch.clear();
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "MixtureFit");
    }

    @Override
    public String toString() {
        return "MixtureFit(source=" + source + ",examples=" + examples + ",settings=" + settings + ")";
    }
}
