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
import org.mattrainer.protos.RandomisedSmoothingProto;
import org.mattrainer.protos.SmoothedModelProto;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.core.ModelProto;

/** Writes smoothed models as protobufs and reads them. */
final class SmoothedModelCoding {

    private SmoothedModelCoding() {}

    static SmoothedModelProto encode(
            ModelDataCarrier<Label> carrier, Model<Label> base, RandomisedSmoothing smoothing) {
        return SmoothedModelProto.newBuilder()
                .setMetadata(carrier.serialize())
                .setBase(base.serialize())
                .setSmoothing(RandomisedSmoothingProto.newBuilder()
                        .setSigma(smoothing.sigma())
                        .setSelectionSamples(smoothing.selectionSamples())
                        .setSamples(smoothing.samples())
                        .setAlpha(smoothing.alpha())
                        .setHostUnit(smoothing.hostUnit())
                        .setSeed(smoothing.seed()))
                .build();
    }

    static SmoothedModel decode(Any message) throws InvalidProtocolBufferException {
        SmoothedModelProto proto = message.unpack(SmoothedModelProto.class);
        try {
            return decode(proto);
        } catch (InvalidModelException e) {
            throw e;
        } catch (RuntimeException e) {
            // The host, the base and the settings say what is wrong in their own words.
            throw new InvalidModelException(e.getMessage(), e);
        }
    }

    private static SmoothedModel decode(SmoothedModelProto proto) {
        ModelDecoder.require(proto.hasMetadata(), "expected metadata, found none");
        ModelDecoder.require(proto.hasBase(), "expected a base model, found none");
        ModelDecoder.require(proto.hasSmoothing(), "expected the settings of the smoothing, found none");
        ModelProto baseProto = proto.getBase();
        // Refused before it is read, so that a chain of them cannot exhaust the stack.
        ModelDecoder.require(
                !baseProto.getClassName().equals(SmoothedModel.class.getName()),
                "expected a base model that is not smoothed, found a smoothed one");
        ModelDataCarrier<?> carrier = ModelDataCarrier.deserialize(proto.getMetadata());
        Model<?> base = Model.deserialize(baseProto);
        ModelDecoder.require(base.validate(Label.class), "expected a base model of labels, found " + base.getName());
        Model<Label> labelled = base.castModel(Label.class);
        ModelDecoder.require(
                carrier.outputDomain()
                        .getDomain()
                        .equals(labelled.getOutputIDInfo().getDomain()),
                "expected the labels of the base model, found other ones");
        RandomisedSmoothingProto settings = proto.getSmoothing();
        RandomisedSmoothing smoothing = RandomisedSmoothing.builder()
                .sigma(settings.getSigma())
                .selectionSamples(settings.getSelectionSamples())
                .samples(settings.getSamples())
                .alpha(settings.getAlpha())
                .hostUnit(settings.getHostUnit())
                .seed(settings.getSeed())
                .build();
        return new SmoothedModel(carrier.name(), carrier.provenance(), labelled, smoothing);
    }
}
