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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mattrainer.image.TransformState;
import org.mattrainer.internal.bytes.FloatBytes;
import org.mattrainer.internal.files.Sha256;
import org.mattrainer.internal.training.TrainedMixture;
import org.mattrainer.internal.training.TrainedNetwork;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.protos.FloatTensorProto;
import org.mattrainer.protos.GaussianMixtureProto;
import org.mattrainer.protos.MatModelProto;
import org.mattrainer.protos.PreprocessingStepProto;
import org.mattrainer.protos.ValueRangeProto;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.impl.ModelDataCarrier;

/** Writes models as protobufs. */
final class ModelEncoder {

    private ModelEncoder() {}

    static MatModelProto encode(ModelDataCarrier<Label> carrier, ModelParts parts) {
        return encode(parts).setMetadata(carrier.serialize()).build();
    }

    /** SHA-256 of the labels in the order of their ids and of all parts. */
    static String fingerprint(ImmutableOutputInfo<Label> labels, ModelParts parts) {
        MessageDigest digest = Sha256.digest();
        for (int i = 0; i < labels.size(); i++) {
            byte[] label = labels.getOutput(i).getLabel().getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(label.length).array());
            digest.update(label);
        }
        digest.update(encode(parts).build().toByteArray());
        return Sha256.hex(digest);
    }

    private static MatModelProto.Builder encode(ModelParts parts) {
        TrainedNetwork trained = parts.trained();
        MatModelProto.Builder builder = MatModelProto.newBuilder()
                .setNetwork(trained.network().notation())
                .setPixelMap(parts.pixels().notation())
                .setUnseenPixels(parts.unseenPixels().name())
                .setConvolution(parts.convolution().name())
                .addAllParameters(tensors(trained.network().parameters(), trained.parameters()))
                .addAllStatistics(tensors(trained.network().statistics(), trained.statistics()));
        for (TransformState state : parts.transform().states()) {
            builder.addPreprocessing(step(state));
        }
        if (parts.range() != null) {
            builder.setTrainingValues(ValueRangeProto.newBuilder()
                    .setLowest(parts.range().lowest())
                    .setHighest(parts.range().highest()));
        }
        if (parts.outlierThreshold() != null) {
            builder.setOutlierLogDensity(parts.outlierThreshold());
        }
        if (parts.temperature() != 1) {
            builder.setTemperature(parts.temperature());
        }
        if (trained.mixture() != null) {
            builder.setMixture(mixture(trained.mixture()));
        }
        return builder;
    }

    private static List<FloatTensorProto> tensors(List<ParameterSpec> specs, float[] values) {
        List<FloatTensorProto> tensors = new ArrayList<>();
        for (ParameterSpec spec : specs) {
            tensors.add(FloatTensorProto.newBuilder()
                    .setName(spec.name())
                    .addAllDimensions(spec.tensor().shape())
                    .setValues(FloatBytes.of(values, spec.offset(), spec.size()))
                    .build());
        }
        return tensors;
    }

    static PreprocessingStepProto step(TransformState state) {
        PreprocessingStepProto.Builder builder =
                PreprocessingStepProto.newBuilder().setKind(state.kind());
        for (Map.Entry<String, float[]> entry : state.values().entrySet()) {
            builder.addValues(FloatTensorProto.newBuilder()
                    .setName(entry.getKey())
                    .addDimensions(entry.getValue().length)
                    .setValues(FloatBytes.of(entry.getValue(), 0, entry.getValue().length)));
        }
        return builder.build();
    }

    private static GaussianMixtureProto mixture(TrainedMixture mixture) {
        MixtureSettings settings = mixture.settings();
        return GaussianMixtureProto.newBuilder()
                .setCovarianceType(settings.covarianceType().name())
                .setAlpha(settings.alpha())
                .setBeta(settings.beta())
                .setCentring(settings.centring().name())
                .setRho(settings.rho())
                .setFloorScale(settings.floorScale().name())
                .setGamma(settings.gamma())
                .setInitialisation(settings.initialisation().name())
                .setState(FloatBytes.of(mixture.state()))
                .build();
    }
}
