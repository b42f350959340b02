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
package org.mattrainer.evaluation.run;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.mattrainer.MatModel;
import org.mattrainer.onnx.OnnxNames;
import org.tribuo.Model;
import org.tribuo.ONNXExportable;
import org.tribuo.classification.Label;

/** A format in which a model leaves the run. */
enum ModelFormat {
    /** The host's own, which every command reads. */
    PROTOBUF {
        @Override
        void write(Model<?> model, OutputStream output) throws IOException {
            model.serializeToStream(output);
        }
    },
    /** Java's serialization, for programs that read nothing else. */
    JAVA {
        @Override
        void write(Model<?> model, OutputStream output) throws IOException {
            ObjectOutputStream objects = new ObjectOutputStream(output);
            objects.writeObject(model);
            objects.flush();
        }
    },
    /** ONNX by the host's convention: a vector of features in, probabilities out. */
    ONNX {
        @Override
        void write(Model<?> model, OutputStream output) throws IOException {
            if (!(model instanceof ONNXExportable exportable)) {
                throw unfit(model, "of a kind that exports ONNX");
            }
            ModelProto proto = exportable.exportONNXModel(DOMAIN, 0);
            OnnxNames.withFeatures(proto, model.castModel(Label.class)).writeTo(output);
        }
    },
    /** ONNX on images: pixels in, probabilities and latent vectors out. */
    ONNX_IMAGES {
        @Override
        void write(Model<?> model, OutputStream output) throws IOException {
            if (!(model instanceof MatModel images)) {
                throw unfit(model, "that is a " + MatModel.class.getName());
            }
            ModelProto proto = images.exportONNXImageModel(DOMAIN, 0);
            proto.writeTo(output);
        }
    };

    private static final String DOMAIN = "org.mattrainer";

    /**
     * Writes a model.
     *
     * @throws UnsupportedOperationException if the model has no such form
     */
    abstract void write(Model<?> model, OutputStream output) throws IOException;

    /** The names, the default first. */
    static String[] names() {
        return Arrays.stream(values()).map(Enum::name).toArray(String[]::new);
    }

    private static UnsupportedOperationException unfit(Model<?> model, String expected) {
        return new UnsupportedOperationException(
                "expected a model " + expected + ", found a " + model.getClass().getName());
    }
}
