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

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tribuo.util.onnx.ONNXInitializer;
import org.tribuo.util.onnx.ONNXRef;

/** Constants of a graph. */
final class Tensors {

    private Tensors() {}

    /** A tensor of float32 with part of an array, in the graph of a value. */
    static ONNXInitializer of(ONNXRef<?> value, String name, List<Integer> shape, float[] values, int offset) {
        int size = shape.stream().reduce(1, Math::multiplyExact);
        return value.onnxContext().floatTensor(name, shape, buffer -> buffer.put(values, offset, size));
    }

    /** A tensor of float32 that broadcasts over images: one value for each channel. */
    static ONNXInitializer perChannel(ONNXRef<?> value, String name, float[] values) {
        return of(value, name, List.of(1, values.length, 1, 1), values, 0);
    }

    /** A shape or a list of indices. */
    static ONNXInitializer longs(ONNXRef<?> value, String name, int... values) {
        return value.onnxContext()
                .array(name, Arrays.stream(values).asLongStream().toArray());
    }

    /** The same number for rows and columns. */
    static int[] both(int value) {
        return new int[] {value, value};
    }

    /** A graph's shape of one batch of images. */
    static int[] batchOf(int... rest) {
        return IntStream.concat(IntStream.of(-1), Arrays.stream(rest)).toArray();
    }
}
