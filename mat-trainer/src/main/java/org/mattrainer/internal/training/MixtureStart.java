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

import java.util.Arrays;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.Pass;
import org.mattrainer.internal.engine.PassMode;
import org.mattrainer.internal.input.Batch;
import org.mattrainer.internal.input.TrainingBatches;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.latent.MixtureInitialisation;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.nn.Network;

/** Makes the first mixture of a training. */
final class MixtureStart {

    private static final int MOST_EXAMPLES = 2000;

    private MixtureStart() {}

    /**
     * The mixture before the first step. With {@link MixtureInitialisation#DATA} its moments are those of the labelled
     * latent vectors of the first batches, at most 2000 examples of one pass over the data, in the untrained network:
     * batch normalisation uses the statistics of each batch, running statistics stay as they are, nothing is dropped.
     */
    static GaussianMixture make(MixtureSettings settings, NetworkEngine engine, TrainingBatches batches, int labelled) {
        Network network = engine.plan().network();
        GaussianMixture mixture = new GaussianMixture(settings, network.classes(), network.latentSize());
        if (settings.initialisation() == MixtureInitialisation.DATA) {
            initialise(mixture, engine, batches, Math.min(MOST_EXAMPLES, labelled));
        }
        return mixture;
    }

    private static void initialise(GaussianMixture mixture, NetworkEngine engine, TrainingBatches batches, int most) {
        int dimension = mixture.dimension();
        Pass pass = engine.newPass();
        double[] z = new double[most * dimension];
        int[] y = new int[most];
        float[] weights = new float[most];
        PassMode mode = new PassMode(true, false, null);
        int count = 0;
        for (long step = 0; step < batches.stepsPerEpoch() && count < most; step++) {
            Batch batch = batches.load(step);
            engine.forward(pass, batch.x, batch.labelled, mode);
            int taken = Math.min(batch.labelled, most - count);
            for (int i = 0; i < taken * dimension; i++) {
                z[count * dimension + i] = pass.latent()[i];
            }
            System.arraycopy(batch.y, 0, y, count, taken);
            System.arraycopy(batch.weights, 0, weights, count, taken);
            count += taken;
        }
        mixture.initialise(Arrays.copyOf(z, count * dimension), y, weights, count);
    }
}
