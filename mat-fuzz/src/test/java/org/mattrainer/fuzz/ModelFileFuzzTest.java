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
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.protos.MatModelProto;
import org.tribuo.Model;
import org.tribuo.protos.core.ModelProto;

/** A whole model file, whose outer part the host reads. */
class ModelFileFuzzTest {

    private static final ProtoMutator MUTATOR = new ProtoMutator(MatModelProto.getDefaultInstance());
    private static ModelProto valid;

    @BeforeAll
    static void train() {
        valid = Seeds.model().serialize();
    }

    static Stream<byte[]> seeds() {
        return Seeds.scripts();
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void modelFile(byte[] input) {
        Refusal.allow(
                () -> {
                    ModelProto proto = (ModelProto) MUTATOR.mutate(valid, new Script(input));
                    Model.deserialize(ModelProto.parseFrom(proto.toByteArray()));
                },
                IllegalStateException.class,
                IllegalArgumentException.class,
                InvalidProtocolBufferException.class);
    }
}
