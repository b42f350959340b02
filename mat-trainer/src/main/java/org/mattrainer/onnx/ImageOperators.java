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
package org.mattrainer.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.tribuo.util.onnx.ONNXAttribute;
import org.tribuo.util.onnx.ONNXOperator;

/** Operators of convolutional networks, which the host's {@code ONNXOperators} lacks, as of operator set 13. */
enum ImageOperators implements ONNXOperator {
    AVERAGE_POOL("AveragePool", 1, 0, ints("kernel_shape", true), ints("strides", false)),
    BATCH_NORMALIZATION("BatchNormalization", 5, 0, real("epsilon")),
    CONV("Conv", 2, 1, ints("kernel_shape", false), ints("pads", false), ints("strides", false)),
    CONV_TRANSPOSE(
            "ConvTranspose",
            2,
            1,
            ints("kernel_shape", false),
            ints("pads", false),
            ints("strides", false),
            ints("output_padding", false),
            integer("group")),
    FLATTEN("Flatten", 1, 0, integer("axis")),
    GLOBAL_AVERAGE_POOL("GlobalAveragePool", 1, 0),
    LEAKY_RELU("LeakyRelu", 1, 0, real("alpha")),
    MAX("Max", 2, 0),
    MAX_POOL("MaxPool", 1, 0, ints("kernel_shape", true), ints("strides", false), integer("ceil_mode")),
    PAD("Pad", 2, 1),
    PRELU("PRelu", 2, 0),
    RELU("Relu", 1, 0),
    RESHAPE("Reshape", 2, 0),
    SOFTPLUS("Softplus", 1, 0),
    SQRT("Sqrt", 1, 0),
    TANH("Tanh", 1, 0);

    private final String opName;
    private final int inputs;
    private final int optionalInputs;
    private final Map<String, ONNXAttribute> attributes;

    ImageOperators(String opName, int inputs, int optionalInputs, ONNXAttribute... attributes) {
        this.opName = opName;
        this.inputs = inputs;
        this.optionalInputs = optionalInputs;
        this.attributes = new LinkedHashMap<>();
        Arrays.stream(attributes).forEach(attribute -> this.attributes.put(attribute.getName(), attribute));
    }

    private static ONNXAttribute ints(String name, boolean mandatory) {
        return new ONNXAttribute(name, AttributeType.INTS, mandatory);
    }

    private static ONNXAttribute integer(String name) {
        return new ONNXAttribute(name, AttributeType.INT, false);
    }

    private static ONNXAttribute real(String name) {
        return new ONNXAttribute(name, AttributeType.FLOAT, false);
    }

    @Override
    public String getOpName() {
        return opName;
    }

    @Override
    public int getNumInputs() {
        return inputs;
    }

    @Override
    public int getNumOptionalInputs() {
        return optionalInputs;
    }

    @Override
    public int getNumOutputs() {
        return 1;
    }

    @Override
    public Map<String, ONNXAttribute> getAttributes() {
        return Map.copyOf(attributes);
    }

    @Override
    public Set<String> getMandatoryAttributeNames() {
        return attributes.values().stream()
                .filter(ONNXAttribute::isMandatory)
                .map(ONNXAttribute::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public int getOpVersion() {
        return 13;
    }

    /** The default domain of ONNX has no name. */
    @Override
    public String getOpDomain() {
        return null;
    }
}
