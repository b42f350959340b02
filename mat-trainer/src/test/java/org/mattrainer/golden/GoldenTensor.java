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
package org.mattrainer.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.mattrainer.reference.Numbers;

/**
 * A tensor of a golden file.
 *
 * @param shape dimensions, empty for a scalar
 * @param data values, last index fastest
 */
record GoldenTensor(List<Integer> shape, double[] data) {

    static GoldenTensor parse(String where, JsonNode node) {
        GoldenFormat.requireFields(where, node, List.of("shape", "data"), List.of());
        List<Integer> shape = new ArrayList<>();
        int size = 1;
        for (JsonNode dimension : GoldenFormat.array(where + ".shape", node.get("shape"))) {
            if (!dimension.canConvertToInt() || dimension.intValue() < 0) {
                throw GoldenFormat.malformed(where + ".shape", "dimensions", dimension);
            }
            shape.add(dimension.intValue());
            size = Math.multiplyExact(size, dimension.intValue());
        }
        JsonNode values = GoldenFormat.array(where + ".data", node.get("data"));
        if (values.size() != size) {
            throw GoldenFormat.malformed(where + ".data", size + " values for the shape " + shape, values.size());
        }
        double[] data = new double[size];
        for (int i = 0; i < size; i++) {
            if (!values.get(i).isNumber()) {
                throw GoldenFormat.malformed(where + ".data", "numbers", values.get(i));
            }
            data[i] = values.get(i).doubleValue();
        }
        return new GoldenTensor(List.copyOf(shape), data);
    }

    int dimension(int index) {
        return shape.get(index);
    }

    /** Number of dimensions. */
    int rank() {
        return shape.size();
    }

    /** The values in single precision. */
    float[] floats() {
        return Numbers.toFloat(data);
    }

    /** The values as class indices. */
    int[] labels() {
        int[] labels = new int[data.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (int) data[i];
            if (labels[i] != data[i] || labels[i] < 0) {
                throw new AssertionError("Expected class indices, found " + data[i]);
            }
        }
        return labels;
    }
}
