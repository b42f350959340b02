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
package org.mattrainer.internal.training;

import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.nn.Network;

/**
 * The mixture over a latent space as data. The array is not copied.
 *
 * @param settings form of the covariances and rule of the updates
 * @param state a result of {@link GaussianMixture#state()}
 */
public record TrainedMixture(MixtureSettings settings, double[] state) {

    /**
     * Makes the mixture.
     *
     * @param network the network whose latent space it is in, with one component for each class
     * @return a new mixture
     * @throws IllegalArgumentException if the state does not fit the network or is not finite
     */
    public GaussianMixture toMixture(Network network) {
        GaussianMixture mixture = new GaussianMixture(settings, network.classes(), network.latentSize());
        mixture.restore(state);
        return mixture;
    }
}
