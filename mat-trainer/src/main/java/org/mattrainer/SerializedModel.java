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

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.InvalidObjectException;
import java.io.Serializable;
import org.tribuo.Model;
import org.tribuo.protos.core.ModelProto;

/** A model in Java's serialized form: the bytes of its protobuf. */
final class SerializedModel implements Serializable {

    private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    SerializedModel(byte[] bytes) {
        this.bytes = bytes;
    }

    private Object readResolve() throws InvalidObjectException {
        try {
            return Model.deserialize(ModelProto.parseFrom(bytes));
        } catch (InvalidProtocolBufferException | IllegalStateException | IllegalArgumentException e) {
            InvalidObjectException invalid = new InvalidObjectException("Invalid model: " + e.getMessage());
            invalid.initCause(e);
            throw invalid;
        }
    }
}
