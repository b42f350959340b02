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

import org.mattrainer.internal.bytes.FloatBytes;
import org.mattrainer.internal.training.TrainedMixture;
import org.mattrainer.latent.Centring;
import org.mattrainer.latent.CovarianceType;
import org.mattrainer.latent.FloorScale;
import org.mattrainer.latent.MixtureInitialisation;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.nn.Network;
import org.mattrainer.protos.GaussianMixtureProto;

/** Reads the mixture of a model from its protobuf. */
final class MixtureDecoder {

    private MixtureDecoder() {}

    static TrainedMixture decode(GaussianMixtureProto proto, Network network) {
        MixtureSettings settings = MixtureSettings.builder()
                .covarianceType(CovarianceType.valueOf(proto.getCovarianceType()))
                .alpha(proto.getAlpha())
                .beta(proto.getBeta())
                .centring(Centring.valueOf(proto.getCentring()))
                .rho(proto.getRho())
                .floorScale(FloorScale.valueOf(proto.getFloorScale()))
                .gamma(proto.getGamma())
                .initialisation(MixtureInitialisation.valueOf(proto.getInitialisation()))
                .build();
        long expected = stateSize(settings.covarianceType(), network.classes(), network.latentSize());
        ParameterTensors.checkLength("mixture", proto.getState(), Math.multiplyExact(expected, (long) Double.BYTES));
        double[] state = new double[(int) expected];
        FloatBytes.read(proto.getState(), state);
        TrainedMixture mixture = new TrainedMixture(settings, state);
        mixture.toMixture(network);
        return mixture;
    }

    /** Length of the state of a mixture, known before a mixture is made. */
    private static long stateSize(CovarianceType type, long components, long dimension) {
        long covariance;
        switch (type.resolve((int) dimension)) {
            case FULL:
                covariance = Math.multiplyExact(dimension, dimension);
                break;
            case DIAGONAL:
                covariance = dimension;
                break;
            case SPHERICAL:
                covariance = 1;
                break;
            default:
                covariance = 0;
                break;
        }
        return Math.multiplyExact(components, dimension + covariance + 1);
    }
}
