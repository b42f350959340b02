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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers, arrays of them and texts one behind the other, in little-endian bytes that {@link NumberReader} reads. */
public final class NumberWriter {

    /** The length of an array that is null. */
    static final int NONE = -1;

    private ByteBuffer buffer;

    /**
     * Begins.
     *
     * @param expected how many bytes there will be, about
     */
    public NumberWriter(int expected) {
        buffer = allocate(expected);
    }

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private ByteBuffer room(long bytes) {
        if (buffer.remaining() < bytes) {
            long wanted = Math.max(buffer.position() + bytes, 2L * buffer.capacity());
            buffer = allocate((int) Math.min(wanted, Integer.MAX_VALUE - 8)).put(buffer.flip());
        }
        return buffer;
    }

    /**
     * Adds a number.
     *
     * @param value the number
     */
    public void putInt(int value) {
        room(Integer.BYTES).putInt(value);
    }

    /**
     * Adds a number.
     *
     * @param value the number
     */
    public void putLong(long value) {
        room(Long.BYTES).putLong(value);
    }

    /**
     * Adds a number.
     *
     * @param value the number
     */
    public void putDouble(double value) {
        room(Double.BYTES).putDouble(value);
    }

    /**
     * Adds an array.
     *
     * @param values the numbers; null is read as null
     */
    public void putFloats(float[] values) {
        putInt(values == null ? NONE : values.length);
        if (values != null) {
            ByteBuffer to = room((long) Float.BYTES * values.length);
            to.asFloatBuffer().put(values);
            to.position(to.position() + Float.BYTES * values.length);
        }
    }

    /**
     * Adds an array.
     *
     * @param values the numbers; null is read as null
     */
    public void putDoubles(double[] values) {
        putInt(values == null ? NONE : values.length);
        if (values != null) {
            ByteBuffer to = room((long) Double.BYTES * values.length);
            to.asDoubleBuffer().put(values);
            to.position(to.position() + Double.BYTES * values.length);
        }
    }

    /**
     * Adds a text.
     *
     * @param text the text
     */
    public void putText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        putInt(bytes.length);
        room(bytes.length).put(bytes);
    }

    /**
     * All that was written.
     *
     * @return the bytes
     */
    public byte[] toBytes() {
        return buffer.remaining() == 0 ? buffer.array() : Arrays.copyOf(buffer.array(), buffer.position());
    }
}
