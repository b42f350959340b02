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
package org.mattrainer.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.MatModel;
import org.mattrainer.protos.MatModelProto;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/** The part of a model file that is ours: what can be read predicts, what cannot is refused with a reason. */
class ModelFuzzTest {

    private static final ProtoMutator MUTATOR = new ProtoMutator();
    private static final Example<Label> EXAMPLE = Seeds.images().getExample(0);
    private static MatModelProto valid;

    @BeforeAll
    static void train() throws InvalidProtocolBufferException {
        valid = Seeds.model().serialize().getSerializedData().unpack(MatModelProto.class);
    }

    static Stream<byte[]> seeds() {
        return Stream.concat(
                Seeds.scripts().map(script -> Seeds.tagged(0, script)), Stream.of(Seeds.tagged(1, new byte[0])));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void model(byte[] input) {
        Script script = new Script(input);
        boolean wellFormed = script.choose(2) == 0;
        Refusal.allow(
                () -> {
                    MatModelProto proto = wellFormed
                            ? (MatModelProto) MUTATOR.mutate(valid, script)
                            : MatModelProto.parser().parseFrom(input, 1, input.length - 1);
                    MatModel model = MatModel.deserializeFromProto(
                            MatModel.CURRENT_VERSION, MatModel.class.getName(), Any.pack(proto));
                    Refusal.allow(() -> model.predict(List.of(EXAMPLE)), IllegalArgumentException.class);
                    model.serialize();
                },
                IllegalStateException.class,
                InvalidProtocolBufferException.class);
    }
}
