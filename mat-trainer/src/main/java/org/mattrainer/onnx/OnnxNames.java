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

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/**
 * Which column of an ONNX model is which label and which feature, in its metadata, each as a JSON array of names. The
 * host numbers labels as they come out of a hash table, so that no other program could tell.
 */
public final class OnnxNames {

    /** Key of the names of the labels in the order of their ids, which is that of the columns of the output. */
    public static final String LABELS = "labels";

    /** Key of the names of the features in the order of their ids, which is that of the columns of the input. */
    public static final String FEATURES = "features";

    private static final String ESCAPED = "\"\\";

    private OnnxNames() {}

    /**
     * Adds the names of the labels.
     *
     * @param proto the exported model
     * @param model what was exported
     * @return the exported model with the names in its metadata
     */
    public static ModelProto withLabels(ModelProto proto, Model<Label> model) {
        ImmutableOutputInfo<Label> labels = model.getOutputIDInfo();
        return with(proto, LABELS, labels.size(), id -> labels.getOutput(id).getLabel());
    }

    /**
     * Adds the names of the labels and of the features.
     *
     * @param proto the exported model, which reads features by the host's convention
     * @param model what was exported
     * @return the exported model with the names in its metadata
     */
    public static ModelProto withFeatures(ModelProto proto, Model<Label> model) {
        ImmutableFeatureMap features = model.getFeatureIDMap();
        return with(
                withLabels(proto, model),
                FEATURES,
                features.size(),
                id -> features.get(id).getName());
    }

    /** Names that are there stay, so that it does not matter how often they are added. */
    private static ModelProto with(ModelProto proto, String key, int count, IntFunction<String> names) {
        if (proto.getMetadataPropsList().stream()
                .anyMatch(entry -> entry.getKey().equals(key))) {
            return proto;
        }
        String array = IntStream.range(0, count)
                .mapToObj(id -> quoted(names.apply(id)))
                .collect(Collectors.joining(",", "[", "]"));
        return proto.toBuilder()
                .addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(array))
                .build();
    }

    /** A JSON string in ASCII, so that no encoding changes it. */
    private static String quoted(String name) {
        StringBuilder text = new StringBuilder("\"");
        for (char c : name.toCharArray()) {
            if (ESCAPED.indexOf(c) >= 0) {
                text.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.append('"').toString();
    }
}
