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

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.BitSet;
import org.mattrainer.image.PixelIndex;
import org.mattrainer.image.PixelMap;
import org.mattrainer.image.PixelTransform;
import org.mattrainer.image.TransformState;
import org.mattrainer.image.ValueRange;
import org.mattrainer.internal.input.ExampleTable;
import org.mattrainer.internal.input.SourceOutline;
import org.mattrainer.protos.TrainingOrderProto;
import org.mattrainer.protos.ValueRangeProto;
import org.tribuo.FeatureMap;
import org.tribuo.ImmutableFeatureMap;

/**
 * What those who share the steps of a training are told of it: all that follows from the whole of its data.
 *
 * @param seed seed of all random numbers
 * @param pixels which feature is which pixel
 * @param features the features of the training data
 * @param labels number of classes
 * @param transform the fitted preprocessing
 * @param range of the raw values of the training images
 * @param source the examples without their images
 */
record TrainingOrder(
        long seed,
        PixelMap pixels,
        ImmutableFeatureMap features,
        int labels,
        PixelTransform transform,
        ValueRange range,
        SourceOutline source) {

    /** The pixel of each feature. */
    PixelIndex index() {
        return pixels.index(features);
    }

    byte[] toBytes() {
        TrainingOrderProto.Builder builder = TrainingOrderProto.newBuilder()
                .setSeed(seed)
                .setFeatures(features.serialize())
                .setPixelMap(pixels.notation())
                .setLabels(labels)
                .setTrainingValues(
                        ValueRangeProto.newBuilder().setLowest(range.lowest()).setHighest(range.highest()))
                .setSourceSize(source.size())
                .setUsed(ByteString.copyFrom(source.used().toByteArray()))
                .addAllStripeHashes(source.hashes());
        for (TransformState state : transform.states()) {
            builder.addPreprocessing(ModelEncoder.step(state));
        }
        for (int i = 0; i < source.examples().count(); i++) {
            builder.addClasses(source.examples().classOf(i));
            builder.addWeights(source.examples().weight(i));
        }
        return builder.build().toByteArray();
    }

    /**
     * Reads an order.
     *
     * @throws IllegalArgumentException if the bytes are no order
     */
    static TrainingOrder of(byte[] bytes) {
        try {
            return of(TrainingOrderProto.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("Expected what workers are told of a training, found other bytes", e);
        }
    }

    private static TrainingOrder of(TrainingOrderProto proto) {
        PixelMap pixels = PixelMap.parse(proto.getPixelMap());
        ImmutableFeatureMap features = (ImmutableFeatureMap) FeatureMap.deserialize(proto.getFeatures());
        int count = proto.getClassesCount();
        int[] classes = new int[count];
        float[] weights = new float[proto.getWeightsCount()];
        for (int i = 0; i < count; i++) {
            classes[i] = proto.getClasses(i);
            weights[i] = proto.getWeights(i);
        }
        return new TrainingOrder(
                proto.getSeed(),
                pixels,
                features,
                proto.getLabels(),
                PixelTransform.restore(pixels.shape(features), ModelDecoder.states(proto.getPreprocessingList())),
                new ValueRange(
                        proto.getTrainingValues().getLowest(),
                        proto.getTrainingValues().getHighest()),
                new SourceOutline(
                        proto.getSourceSize(),
                        BitSet.valueOf(proto.getUsed().toByteArray()),
                        new ExampleTable(classes, weights),
                        proto.getStripeHashesList()));
    }
}
