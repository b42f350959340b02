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
package org.mattrainer.internal.bytes;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Arrays of numbers as little-endian bytes. */
public final class FloatBytes {

    private FloatBytes() {}

    /**
     * Packs a range of float32 values.
     *
     * @param values holds the range
     * @param offset index of the first value
     * @param length number of values
     * @return 4 bytes for each value
     */
    public static ByteString of(float[] values, int offset, int length) {
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.multiplyExact(length, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values, offset, length);
        return UnsafeByteOperations.unsafeWrap(buffer);
    }

    /**
     * Packs float64 values.
     *
     * @param values the values
     * @return 8 bytes for each value
     */
    public static ByteString of(double[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(values.length, Double.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.asDoubleBuffer().put(values);
        return UnsafeByteOperations.unsafeWrap(buffer);
    }

    /**
     * Fills a range with float32 values.
     *
     * @param bytes 4 for each value, checked by the caller
     * @param values receives them
     * @param offset index of the first value
     * @param length number of values
     */
    public static void read(ByteString bytes, float[] values, int offset, int length) {
        bytes.asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values, offset, length);
    }

    /**
     * Fills an array with float64 values.
     *
     * @param bytes 8 for each value, checked by the caller
     * @param values receives them
     */
    public static void read(ByteString bytes, double[] values) {
        bytes.asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer()
                .get(values);
    }
}
