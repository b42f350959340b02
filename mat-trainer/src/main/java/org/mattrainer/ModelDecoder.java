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

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.PixelMap;
import org.mattrainer.image.PixelTransform;
import org.mattrainer.image.TransformState;
import org.mattrainer.image.ValueRange;
import org.mattrainer.internal.bytes.Malformed;
import org.mattrainer.internal.training.TrainedNetwork;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;
import org.mattrainer.nn.TensorShape;
import org.mattrainer.protos.FloatTensorProto;
import org.mattrainer.protos.MatModelProto;
import org.mattrainer.protos.PreprocessingStepProto;
import org.mattrainer.protos.ValueRangeProto;
import org.mattrainer.training.UnseenPixels;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.impl.ModelDataCarrier;

/** Reads models from protobufs. Every size is checked against the bytes that are there before anything is allocated. */
final class ModelDecoder {

    /** Most values of one image: a look-up by pixel is built, and no bytes of the message pay for it. */
    private static final int MOST_PIXELS = 1 << 24;

    private ModelDecoder() {}

    static MatModel decode(Any message) throws InvalidProtocolBufferException {
        MatModelProto proto = message.unpack(MatModelProto.class);
        try {
            return decode(proto);
        } catch (InvalidModelException e) {
            throw e;
        } catch (RuntimeException e) {
            // The host and the descriptions of network, pixels and preprocessing say what is wrong in their own words.
            throw new InvalidModelException(Malformed.reason(e), e);
        }
    }

    private static MatModel decode(MatModelProto proto) {
        require(proto.hasMetadata(), "expected metadata, found none");
        ModelDataCarrier<?> carrier = ModelDataCarrier.deserialize(proto.getMetadata());
        ImmutableOutputInfo<Label> labels = labels(carrier);
        Network network = NetworkNotation.parse(proto.getNetwork());
        require(
                network.classes() == labels.size(),
                "expected " + labels.size() + " outputs of the network, one for each label, found "
                        + network.classes());
        PixelMap pixels = PixelMap.parse(proto.getPixelMap());
        TensorShape input = network.input();
        require(
                input.size() <= MOST_PIXELS,
                "expected images of at most " + MOST_PIXELS + " values, found the shape " + input);
        ImageShape shape = pixels.shape(carrier.featureDomain());
        require(
                shape.toTensorShape().equals(input),
                "expected a network that takes " + shape + " images, found one that takes " + input);
        TrainedNetwork trained = new TrainedNetwork(
                network,
                ParameterTensors.decode("parameters", network.parameters(), proto.getParametersList()),
                ParameterTensors.decode("statistics", network.statistics(), proto.getStatisticsList()),
                proto.hasMixture() ? MixtureDecoder.decode(proto.getMixture(), network) : null);
        ModelParts parts = new ModelParts(
                pixels,
                UnseenPixels.valueOf(proto.getUnseenPixels()),
                PixelTransform.restore(shape, states(proto.getPreprocessingList())),
                ConvolutionAlgorithm.valueOf(proto.getConvolution()),
                trained,
                proto.hasTrainingValues() ? range(proto.getTrainingValues()) : null,
                proto.hasOutlierLogDensity() ? threshold(proto.getOutlierLogDensity()) : null,
                proto.hasTemperature() ? temperature(proto.getTemperature()) : 1);
        return new MatModel(carrier.name(), carrier.provenance(), carrier.featureDomain(), labels, parts);
    }

    private static ImmutableOutputInfo<Label> labels(ModelDataCarrier<?> carrier) {
        ImmutableOutputInfo<?> domain = carrier.outputDomain();
        require(domain.size() > 0, "expected at least one label, found none");
        for (int i = 0; i < domain.size(); i++) {
            Object output = domain.getOutput(i);
            require(
                    output instanceof Label,
                    "expected a label with the id " + i + ", found "
                            + (output == null
                                    ? "none"
                                    : "a " + output.getClass().getName()));
        }
        require(carrier.generatesProbabilities(), "expected a model that generates probabilities");
        @SuppressWarnings("unchecked") // every output is a label
        ImmutableOutputInfo<Label> labels = (ImmutableOutputInfo<Label>) domain;
        return labels;
    }

    private static ValueRange range(ValueRangeProto proto) {
        return new ValueRange(proto.getLowest(), proto.getHighest());
    }

    private static Double threshold(double value) {
        require(Double.isFinite(value), "expected a finite log density of outliers, found " + value);
        return value;
    }

    private static double temperature(double value) {
        require(value > 0 && value < Double.POSITIVE_INFINITY, "expected a temperature above 0, found " + value);
        return value;
    }

    static List<TransformState> states(List<PreprocessingStepProto> steps) {
        List<TransformState> states = new ArrayList<>();
        for (PreprocessingStepProto step : steps) {
            Map<String, float[]> values = new LinkedHashMap<>();
            for (FloatTensorProto tensor : step.getValuesList()) {
                float[] array = ParameterTensors.vector(tensor);
                require(
                        values.put(tensor.getName(), array) == null,
                        "preprocessing step '" + step.getKind() + "' has two tensors '" + tensor.getName() + "'");
            }
            states.add(new TransformState(step.getKind(), values));
        }
        return states;
    }

    static void require(boolean condition, String message) {
        if (!condition) {
            throw new InvalidModelException(message, null);
        }
    }
}
