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
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.fixture.Models.assertSameBits;
import static org.mattrainer.fixture.Models.assertSamePredictions;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.image.PixelMap;
import org.mattrainer.image.PixelOrder;
import org.mattrainer.image.PreprocessingChain;
import org.mattrainer.image.Standardise;
import org.mattrainer.image.UnitScale;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.protos.MatModelProto;
import org.mattrainer.training.UnseenPixels;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.test.Helpers;

/** A model is the same after every way of storing and copying it. */
class MatModelSerializationTest {

    private static final MutableDataset<Label> DATA = TinyImages.dataset(24, 1);

    static List<MatModel> models() {
        TrainerBuilder normalised = TrainerBuilder.mat().network(TrainerBuilder.NORMALISED);
        normalised.preprocessing = new PreprocessingChain(List.of(new UnitScale(), new Standardise()));
        normalised.unseenPixels = UnseenPixels.USE;
        normalised.mixture = new MixtureSettings();
        TrainerBuilder flat = TrainerBuilder.baseline().network("D4-P-Z");
        flat.pixels = PixelMap.flat();
        TrainerBuilder colours = TrainerBuilder.baseline();
        colours.pixels = PixelMap.builder(4, 3, 3).order(PixelOrder.HWC).build();
        return List.of(
                TrainerBuilder.baseline().build().train(DATA),
                normalised.build().train(DATA),
                flat.build().train(DATA),
                colours.build().train(DATA));
    }

    @ParameterizedTest
    @MethodSource("models")
    void protobufKeepsEveryBit(MatModel model) throws InvalidProtocolBufferException {
        Model<Label> copy = Helpers.testModelProtoSerialization(model, Label.class, DATA, 0.0);
        assertSameBits(model, (MatModel) copy);
        assertSamePredictions(model.predict(DATA), copy.predict(DATA));
        assertEquals(ownBytes(model), ownBytes(copy));
        assertEquals(model.getName(), copy.getName());
    }

    /** All but the metadata, in which the host's hash maps may come in another order after a round trip. */
    private static ByteString ownBytes(Model<Label> model) throws InvalidProtocolBufferException {
        MatModelProto proto = model.serialize().getSerializedData().unpack(MatModelProto.class);
        return proto.toBuilder().clearMetadata().build().toByteString();
    }

    @ParameterizedTest
    @MethodSource("models")
    void javaSerializationKeepsEveryBit(MatModel model) throws Exception {
        Helpers.testModelSerialization(model, Label.class);
        MatModel copy = (MatModel) serializeAndBack(model);
        assertSameBits(model, copy);
        assertSamePredictions(model.predict(DATA), copy.predict(DATA));
        assertEquals(1L, ObjectStreamClass.lookup(MatModel.class).getSerialVersionUID());
    }

    private static Object serializeAndBack(Object object) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    @Test
    void damagedJavaSerializationIsRefused() {
        SerializedModel damaged = new SerializedModel(new byte[] {1, 2, 3});
        assertThrows(InvalidObjectException.class, () -> serializeAndBack(damaged));
        SerializedModel empty = new SerializedModel(new byte[0]);
        assertThrows(InvalidObjectException.class, () -> serializeAndBack(empty));
    }

    @ParameterizedTest
    @MethodSource("models")
    void copiesAreEqualAndIndependent(MatModel model) {
        MatModel copy = (MatModel) model.copy();
        assertNotSame(model, copy);
        assertSameBits(model, copy);
        assertEquals(model.getProvenance(), copy.getProvenance());
        assertSamePredictions(model.predict(DATA), copy.predict(DATA));
        copy.setName("another");
        assertEquals("mat-model", model.getName());
        copy.parameters()[0]++;
        assertSameBits(model, copy);
    }

    @Test
    void copyIsDeclaredWhereTheHostLooksForIt() throws Exception {
        MatModel model = models().get(0);
        Method copy = MatModel.class.getDeclaredMethod("copy", String.class, ModelProvenance.class);
        copy.setAccessible(true);
        MatModel stripped = (MatModel) copy.invoke(model, "stripped", model.getProvenance());
        assertEquals("stripped", stripped.getName());
        assertSameBits(model, stripped);
    }

    @Test
    void weightsTakeFourBytesEach() {
        TrainerBuilder builder = TrainerBuilder.baseline().network("C3x64-P-C3x64-P-M2-F-D2-P-Z");
        builder.epochs = 1;
        builder.minibatchSize = 24;
        MatModel model = builder.build().train(DATA);
        int parameters = model.network().parameterCount();
        int size = model.serialize().getSerializedSize();
        assertTrue(size < 4 * parameters + 30_000, () -> size + " bytes for " + parameters + " parameters");
    }

    @Test
    void theProtobufNamesClassAndVersion() {
        ModelProto proto = models().get(0).serialize();
        assertEquals(MatModel.class.getName(), proto.getClassName());
        assertEquals(MatModel.CURRENT_VERSION, proto.getVersion());
    }
}
