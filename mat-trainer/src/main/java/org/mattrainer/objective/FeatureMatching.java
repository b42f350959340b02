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
package org.mattrainer.objective;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.List;
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Tap;

/**
 * The unlabelled terms of a generative adversarial network with feature matching (Salimans et al., "Improved Techniques for
 * Training GANs", 2016), beside {@link CrossEntropy}. The classifier is the discriminator of M + 1 classes, the last of
 * which, generated, has the logit 0: it minimises {@code weight / 2 (mean softplus(-l(x)) + mean softplus(l(G(n))))} with
 * {@code l = log sum_k exp o_k}. The generator minimises the mean over the features of the squared (or absolute) difference
 * of their means over real and over generated images, in passes of their own through the updated model; the features are
 * the latent vector, or another named value of the network.
 *
 * <p>Batch normalisation in the classifier would join real and generated images: use weight normalisation ({@code w} and
 * {@code wg} in the notation). A generator that makes good images makes a worse classifier. The published code takes other
 * real images for the generator's step than for the model's; here they are the same.
 */
public final class FeatureMatching extends GeneratorTerm {

    @Config(description = "Name of the value in the network whose means are matched.")
    private String feature = "latent";

    @Config(description = "The difference of the means: SQUARED or ABSOLUTE.")
    private FeatureDistance distance = FeatureDistance.SQUARED;

    private Tap tap = Tap.LATENT;

    /** For olcut. */
    private FeatureMatching() {}

    /**
     * Starts the term with the defaults of all other settings.
     *
     * @param generator layers of the generator in the compact notation
     * @return the builder
     */
    public static Builder builder(String generator) {
        FeatureMatching it = new FeatureMatching();
        it.generator = generator;
        return new Builder(it);
    }

    @Override
    public void postConfig() {
        super.postConfig();
        Checks.present("distance", distance);
        try {
            tap = new Tap(feature);
        } catch (IllegalArgumentException e) {
            throw new PropertyException(
                    e,
                    "",
                    "feature",
                    "expected a letter and then letters, digits and underscores, found '" + feature + "'");
        }
    }

    @Override
    public String name() {
        return "matching";
    }

    @Override
    public List<AuxiliaryNetwork> auxiliaries(Network model) {
        model.node(tap);
        return super.auxiliaries(model);
    }

    @Override
    double real(StepContext step, StepExamples real, GradientPass pass, double[] memory) {
        return GanLoss.presence(real, pass, true, weight / 2, memory);
    }

    @Override
    double fake(StepContext step, StepExamples real, GradientPass pass, double[] memory) {
        return GanLoss.presence(real, pass, false, weight / 2, memory);
    }

    @Override
    double[] target(StepContext step, StepExamples real) {
        GradientPass pass =
                step.surroundings().at(real.x(), real.size(), real.freshMode(StreamPurpose.ANSWER_TARGET_DROPOUT));
        return GanLoss.means(real, pass, true, tap, pass.size(tap));
    }

    @Override
    double generated(StepContext step, StepExamples real, GradientPass pass, double[] target) {
        int size = target.length;
        double[] means = GanLoss.means(real, pass, false, tap, size);
        float[] gradient = new float[pass.size() * size];
        double value = 0;
        for (int j = 0; j < size; j++) {
            double difference = means[j] - target[j];
            boolean squared = distance == FeatureDistance.SQUARED;
            value += (squared ? difference * difference : Math.abs(difference)) / size;
            double slope = (squared ? 2 * difference : Math.signum(difference)) / size / pass.size();
            for (int i = 0; i < pass.size(); i++) {
                gradient[i * size + j] = (float) slope;
            }
        }
        pass.addGradient(tap, gradient);
        return value;
    }

    @Override
    public String toString() {
        return "FeatureMatching(" + settings() + ",feature=" + feature + ",distance=" + distance + ")";
    }

    /** Makes a {@link FeatureMatching}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends GeneratorTerm.Builder<FeatureMatching, Builder> {

        private Builder(FeatureMatching it) {
            super(it);
        }

        /**
         * Sets the value in the network whose means are matched.
         *
         * @param feature name of a tap; latent if this is not called
         * @return this
         */
        public Builder feature(String feature) {
            return set(it -> it.feature = feature);
        }

        /**
         * Sets the difference of the means.
         *
         * @param distance {@link FeatureDistance#SQUARED} if this is not called
         * @return this
         */
        public Builder distance(FeatureDistance distance) {
            return set(it -> it.distance = distance);
        }
    }
}
