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
package org.mattrainer.spark;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mattrainer.MatModel;
import org.tribuo.Model;
import org.tribuo.protos.core.ModelProto;

/** The models that this executor has decoded, so that all its tasks share one. */
final class ExecutorModels {

    /** A pipeline has few models. */
    private static final int MOST = 4;

    private static final Map<String, MatModel> DECODED = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, MatModel> eldest) {
            return size() > MOST;
        }
    };

    private ExecutorModels() {}

    /** The model of a hash; decoded by the first task that asks. */
    static MatModel get(String hash, byte[] bytes) {
        synchronized (DECODED) {
            return DECODED.computeIfAbsent(hash, any -> decode(bytes));
        }
    }

    /**
     * Decodes a model.
     *
     * @throws IllegalArgumentException if the bytes are not those of a network of this library
     */
    static MatModel decode(byte[] bytes) {
        Model<?> model;
        try {
            model = Model.deserialize(ModelProto.parseFrom(bytes));
        } catch (InvalidProtocolBufferException | IllegalStateException e) {
            throw new IllegalArgumentException("Expected the bytes of a model, found others: " + e.getMessage(), e);
        }
        if (model instanceof MatModel network) {
            return network;
        }
        throw new IllegalArgumentException("Expected a " + MatModel.class.getName() + ", found "
                + model.getClass().getName());
    }
}
