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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.fixture.Models.assertSamePredictions;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.lang.reflect.Method;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.protos.SmoothedModelProto;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.test.Helpers;

/** A smoothed model is the same after every way of storing and copying it. */
class SmoothedModelSerializationTest {

    private static final MutableDataset<Label> DATA = TinyImages.dataset(9, 1);
    private static final MatModel NETWORK = TrainerBuilder.baseline().build().train(TinyImages.dataset(24, 1));
    private static final RandomisedSmoothing SMOOTHING = RandomisedSmoothing.builder()
            .sigma(0.3)
            .selectionSamples(20)
            .samples(60)
            .alpha(0.01)
            .hostUnit(128)
            .seed(9)
            .build();
    private static final SmoothedModel MODEL = SMOOTHING.smooth(NETWORK);

    @Test
    void protobufKeepsVotesAndSettings() {
        SmoothedModel copy = (SmoothedModel) Helpers.testModelProtoSerialization(MODEL, Label.class, DATA, 0.0)
                .castModel(Label.class);
        assertSamePredictions(MODEL.predict(DATA), copy.predict(DATA));
        assertEquals(MODEL.certify(DATA), copy.certify(DATA));
        assertEquals(SMOOTHING.toString(), copy.smoothing().toString());
        assertEquals(MODEL.getName(), copy.getName());
        assertEquals(MatModel.class, copy.base().getClass());
        assertEquals(SmoothedModel.class.getName(), MODEL.serialize().getClassName());
        assertEquals(SmoothedModel.CURRENT_VERSION, MODEL.serialize().getVersion());
    }

    @Test
    void javaSerializationAndCopiesKeepVotes() throws Exception {
        Helpers.testModelSerialization(MODEL, Label.class);
        assertSamePredictions(MODEL.predict(DATA), MODEL.copy().predict(DATA));
        Method copy = SmoothedModel.class.getDeclaredMethod("copy", String.class, ModelProvenance.class);
        copy.setAccessible(true);
        Model<?> stripped = (Model<?>) copy.invoke(MODEL, "stripped", MODEL.getProvenance());
        assertEquals("stripped", stripped.getName());
    }

    @Test
    void theProvenanceNamesModelTrainerAndNoise() throws Exception {
        ModelProvenance provenance = MODEL.getProvenance();
        assertEquals(SmoothedModel.class.getName(), provenance.getClassName());
        assertEquals(NETWORK.getProvenance().getTrainerProvenance(), provenance.getTrainerProvenance());
        assertEquals(NETWORK.getProvenance().getDatasetProvenance(), provenance.getDatasetProvenance());
        assertEquals(
                SMOOTHING.getProvenance(),
                provenance.getInstanceProvenance().getMap().get("smoothing"));
        assertEquals(MODEL.getProvenance(), SMOOTHING.smooth(NETWORK).getProvenance());
        Helpers.testProvenanceMarshalling(provenance);
        ConfigurationManager manager = new ConfigurationManager();
        manager.addConfiguration(ProvenanceUtil.extractConfiguration(provenance));
        assertEquals(
                SMOOTHING.toString(),
                manager.lookupAll(RandomisedSmoothing.class).get(0).toString());
    }

    @Test
    void theSettingsSurviveARoundTrip() {
        Helpers.testConfigurableRoundtrip(SMOOTHING);
    }

    private static void assertRefused(String expected, Consumer<SmoothedModelProto.Builder> damage)
            throws InvalidProtocolBufferException {
        ModelProto proto = MODEL.serialize();
        SmoothedModelProto.Builder parts = proto.getSerializedData().unpack(SmoothedModelProto.class).toBuilder();
        damage.accept(parts);
        ModelProto damaged =
                proto.toBuilder().setSerializedData(Any.pack(parts.build())).build();
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> Model.deserialize(damaged));
        Throwable cause = refused;
        while (cause.getCause() != null && !(cause instanceof InvalidModelException)) {
            cause = cause.getCause();
        }
        assertEquals(InvalidModelException.class, cause.getClass(), refused.toString());
        assertTrue(cause.getMessage().contains(expected), cause.getMessage());
    }

    @Test
    void damagedFilesAreRefused() throws InvalidProtocolBufferException {
        assertRefused("metadata", parts -> parts.clearMetadata());
        assertRefused("base model", parts -> parts.clearBase());
        assertRefused("settings of the smoothing", parts -> parts.clearSmoothing());
        assertRefused("sigma", parts -> parts.getSmoothingBuilder().setSigma(Double.NaN));
        assertRefused("samples", parts -> parts.getSmoothingBuilder().setSamples(-1));
        assertRefused("not smoothed", parts -> parts.setBase(MODEL.serialize()));
        MatModel other = TrainerBuilder.baseline()
                .build()
                .train(TinyImages.dataset(TinyImages.examples(30, 1).stream()
                        .filter(example -> !example.getOutput().getLabel().equals("row"))
                        .toList()));
        assertRefused("labels", parts -> parts.setBase(other.serialize()));
        ModelProto newer = MODEL.serialize().toBuilder().setVersion(1).build();
        assertThrows(IllegalStateException.class, () -> Model.deserialize(newer));
    }
}
