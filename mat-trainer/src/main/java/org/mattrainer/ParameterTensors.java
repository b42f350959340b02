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

import static org.mattrainer.ModelDecoder.require;

import com.google.protobuf.ByteString;
import java.util.List;
import org.mattrainer.internal.bytes.FloatBytes;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.protos.FloatTensorProto;

/** Reads float tensors from protobufs. */
final class ParameterTensors {

    private ParameterTensors() {}

    /** Puts tensors that must be exactly those of a network into one flat array. */
    static float[] decode(String what, List<ParameterSpec> specs, List<FloatTensorProto> tensors) {
        require(tensors.size() == specs.size(), "expected " + specs.size() + " " + what + ", found " + tensors.size());
        int total = 0;
        for (int i = 0; i < tensors.size(); i++) {
            check(what, specs.get(i), tensors.get(i));
            total = Math.addExact(total, specs.get(i).size());
        }
        float[] values = new float[total];
        for (int i = 0; i < tensors.size(); i++) {
            ParameterSpec spec = specs.get(i);
            FloatBytes.read(tensors.get(i).getValues(), values, spec.offset(), spec.size());
            checkValues(what, spec, values);
        }
        return values;
    }

    private static void check(String what, ParameterSpec spec, FloatTensorProto tensor) {
        require(
                tensor.getName().equals(spec.name()),
                what + ": expected '" + spec.name() + "', found '" + tensor.getName() + "'");
        require(
                tensor.getDimensionsList().equals(spec.tensor().shape()),
                what + " '" + spec.name() + "': expected the dimensions "
                        + spec.tensor().shape() + ", found " + tensor.getDimensionsList());
        checkLength(spec.name(), tensor.getValues(), (long) spec.size() * Float.BYTES);
    }

    private static void checkValues(String what, ParameterSpec spec, float[] values) {
        boolean variance = spec.tensor().name().equals("variance");
        for (int i = spec.offset(); i < spec.offset() + spec.size(); i++) {
            require(
                    Float.isFinite(values[i]) && !(variance && values[i] < 0),
                    what + " '" + spec.name() + "': expected finite values" + (variance ? " of at least 0" : "")
                            + ", found " + values[i]);
        }
    }

    /** A tensor of any length. */
    static float[] vector(FloatTensorProto tensor) {
        ByteString bytes = tensor.getValues();
        int length = bytes.size() / Float.BYTES;
        require(
                tensor.getDimensionsList().equals(List.of(length)),
                "'" + tensor.getName() + "': expected the dimensions [" + length + "], found "
                        + tensor.getDimensionsList());
        checkLength(tensor.getName(), bytes, (long) length * Float.BYTES);
        float[] values = new float[length];
        FloatBytes.read(bytes, values, 0, length);
        return values;
    }

    static void checkLength(String name, ByteString bytes, long expected) {
        require(bytes.size() == expected, "'" + name + "': expected " + expected + " bytes, found " + bytes.size());
    }
}
