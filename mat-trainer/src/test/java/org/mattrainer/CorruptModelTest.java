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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.internal.bytes.FloatBytes;
import org.mattrainer.protos.FloatTensorProto;
import org.mattrainer.protos.MatModelProto;
import org.tribuo.Model;
import org.tribuo.protos.core.ModelProto;

/** Whatever is wrong with a stored model, loading it says so and neither crashes nor allocates what is not there. */
class CorruptModelTest {

    private static ModelProto stored;
    private static MatModelProto body;

    @BeforeAll
    static void train() throws InvalidProtocolBufferException {
        stored = TrainerBuilder.mat()
                .network(TrainerBuilder.NORMALISED)
                .build()
                .train(TinyImages.dataset(12, 1))
                .serialize();
        body = stored.getSerializedData().unpack(MatModelProto.class);
    }

    private static Throwable load(ModelProto proto) {
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> Model.deserialize(proto));
        // The host wraps what a model's factory throws in the exceptions of reflection.
        Throwable cause = e;
        while (cause.getCause() != null && !String.valueOf(cause.getMessage()).startsWith("Invalid protobuf")) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static ModelProto with(Consumer<MatModelProto.Builder> change) {
        MatModelProto.Builder builder = body.toBuilder();
        change.accept(builder);
        return stored.toBuilder().setSerializedData(Any.pack(builder.build())).build();
    }

    private static void tensor(MatModelProto.Builder builder, int index, Consumer<FloatTensorProto.Builder> change) {
        FloatTensorProto.Builder tensor = builder.getParameters(index).toBuilder();
        change.accept(tensor);
        builder.setParameters(index, tensor);
    }

    private static ByteString floats(int count, float value) {
        float[] values = new float[count];
        Arrays.fill(values, value);
        return FloatBytes.of(values, 0, count);
    }

    static Stream<Map.Entry<String, Consumer<MatModelProto.Builder>>> damages() {
        Map<String, Consumer<MatModelProto.Builder>> damages = new LinkedHashMap<>();
        damages.put("metadata", b -> b.clearMetadata());
        damages.put("labels", b -> b.setMetadata(b.getMetadata().toBuilder().clearOutputDomain()));
        damages.put("provenance", b -> b.setMetadata(b.getMetadata().toBuilder().clearProvenance()));
        damages.put("features", b -> b.setMetadata(b.getMetadata().toBuilder().clearFeatureDomain()));
        damages.put(
                "probabilities", b -> b.setMetadata(b.getMetadata().toBuilder().setGenerateProbabilities(false)));
        damages.put("no network", b -> b.clearNetwork());
        damages.put("network", b -> b.setNetwork("1x6x6:nonsense"));
        damages.put("classes", b -> b.setNetwork(body.getNetwork().replace("-D3", "-D4")));
        damages.put("negative", b -> b.setNetwork(body.getNetwork().replace("1x6x6", "1x-6x6")));
        damages.put(
                "huge image",
                b -> b.setNetwork(body.getNetwork().replace("1x6x6", "1x46000x46000"))
                        .setPixelMap(body.getPixelMap().replace("1x6x6", "1x46000x46000")));
        damages.put("overflow", b -> b.setNetwork(body.getNetwork().replace("1x6x6", "99999x99999x99999")));
        damages.put("huge layer", b -> b.setNetwork(body.getNetwork().replace("C3x4", "C3x400000000")));
        damages.put("other image", b -> b.setPixelMap(body.getPixelMap().replace("1x6x6", "1x4x9")));
        damages.put("small image", b -> b.setPixelMap(body.getPixelMap().replace("1x6x6", "1x6x5")));
        damages.put("pixel map", b -> b.setPixelMap("pixels"));
        damages.put("unseen pixels", b -> b.setUnseenPixels("MAYBE"));
        damages.put("convolution", b -> b.setConvolution("FAST"));
        damages.put("no parameters", b -> b.clearParameters());
        damages.put("one tensor less", b -> b.removeParameters(2));
        damages.put("name", b -> tensor(b, 0, t -> t.setName("other")));
        damages.put("dimensions", b -> tensor(b, 0, t -> t.setDimensions(0, 36).setDimensions(3, 1)));
        damages.put("negative dimension", b -> tensor(b, 0, t -> t.setDimensions(0, -4)));
        damages.put("no dimensions", b -> tensor(b, 0, t -> t.clearDimensions()));
        damages.put(
                "truncated values",
                b -> tensor(b, 0, t -> t.setValues(t.getValues().substring(1))));
        damages.put(
                "oversized values",
                b -> tensor(b, 0, t -> t.setValues(t.getValues().concat(t.getValues()))));
        damages.put("not a number", b -> tensor(b, 0, t -> t.setValues(floats(36, Float.NaN))));
        damages.put("infinite", b -> tensor(b, 0, t -> t.setValues(floats(36, Float.POSITIVE_INFINITY))));
        damages.put("statistics", b -> b.clearStatistics());
        damages.put(
                "negative variance",
                b -> b.setStatistics(1, b.getStatistics(1).toBuilder().setValues(floats(4, -1))));
        damages.put(
                "step",
                b -> b.setPreprocessing(0, b.getPreprocessing(0).toBuilder().setKind("magic")));
        damages.put(
                "step values",
                b -> b.setPreprocessing(0, b.getPreprocessing(0).toBuilder().clearValues()));
        damages.put(
                "step value twice",
                b -> b.setPreprocessing(
                        0,
                        b.getPreprocessing(0).toBuilder()
                                .addValues(b.getPreprocessing(0).getValues(0))));
        damages.put(
                "step length",
                b -> b.setPreprocessing(
                        0,
                        b.getPreprocessing(0).toBuilder()
                                .setValues(
                                        0,
                                        b.getPreprocessing(0).getValues(0).toBuilder()
                                                .setDimensions(0, 9))));
        damages.put(
                "covariance type", b -> b.setMixture(b.getMixture().toBuilder().setCovarianceType("ROUND")));
        damages.put(
                "mixture setting", b -> b.setMixture(b.getMixture().toBuilder().setAlpha(7)));
        damages.put(
                "mixture length", b -> b.setMixture(b.getMixture().toBuilder().setCovarianceType("SPHERICAL")));
        damages.put(
                "mixture state", b -> b.setMixture(b.getMixture().toBuilder().clearState()));
        damages.put(
                "mixture infinite",
                b -> b.setMixture(b.getMixture().toBuilder()
                        .setState(
                                FloatBytes.of(infinite(b.getMixture().getState().size() / 8)))));
        return damages.entrySet().stream();
    }

    private static double[] infinite(int count) {
        double[] values = new double[count];
        values[0] = Double.POSITIVE_INFINITY;
        return values;
    }

    @ParameterizedTest
    @MethodSource("damages")
    void damageIsNamed(Map.Entry<String, Consumer<MatModelProto.Builder>> damage) {
        Throwable cause = load(with(damage.getValue()));
        assertInstanceOf(IllegalStateException.class, cause, damage.getKey());
        assertTrue(cause.getMessage().startsWith("Invalid protobuf, "), damage.getKey() + ": " + cause.getMessage());
        assertTrue(cause.getMessage().length() > 30, damage.getKey() + ": " + cause.getMessage());
    }

    @Test
    void theUndamagedModelLoads() {
        ModelProto again = Model.deserialize(with(b -> {})).serialize();
        assertEquals(stored.getClassName(), again.getClassName());
    }

    @Test
    void otherVersionsAndMessagesAreRefused() {
        for (int version : new int[] {-1, 1}) {
            Throwable cause = load(stored.toBuilder().setVersion(version).build());
            assertInstanceOf(IllegalArgumentException.class, cause);
            assertTrue(cause.getMessage().contains("Unknown version " + version), cause.getMessage());
        }
        assertInstanceOf(
                InvalidProtocolBufferException.class,
                load(stored.toBuilder().setSerializedData(Any.pack(stored)).build()));
    }

    @Test
    void randomDamageNeverCrashes() {
        byte[] bytes = stored.toByteArray();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = bytes.clone();
            for (int k = 0; k <= i % 3; k++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                Model.deserialize(ModelProto.parseFrom(damaged));
            } catch (InvalidProtocolBufferException | IllegalStateException | IllegalArgumentException e) {
                assertTrue(e.getMessage() != null);
            }
        }
    }
}
