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

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads what {@link NumberWriter} has written, in the same order. */
public final class NumberReader {

    private final ByteBuffer buffer;

    /**
     * Begins.
     *
     * @param bytes what was written
     */
    public NumberReader(byte[] bytes) {
        buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads a number.
     *
     * @return the number
     * @throws BufferUnderflowException if there is none
     */
    public int getInt() {
        return buffer.getInt();
    }

    /**
     * Reads a number.
     *
     * @return the number
     * @throws BufferUnderflowException if there is none
     */
    public long getLong() {
        return buffer.getLong();
    }

    /**
     * Reads a number.
     *
     * @return the number
     * @throws BufferUnderflowException if there is none
     */
    public double getDouble() {
        return buffer.getDouble();
    }

    /**
     * Reads how many things follow.
     *
     * @return at least 0, no more than there are bytes
     * @throws BufferUnderflowException if there are not so many
     */
    public int getCount() {
        return count(Byte.BYTES);
    }

    private int count(int bytes) {
        int count = buffer.getInt();
        if (count < 0 || (long) count * bytes > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        return count;
    }

    /**
     * Reads a text.
     *
     * @return the text
     * @throws BufferUnderflowException if there is none
     */
    public String getText() {
        byte[] bytes = new byte[getCount()];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private boolean isNull() {
        buffer.mark();
        if (buffer.getInt() == NumberWriter.NONE) {
            return true;
        }
        buffer.reset();
        return false;
    }

    /**
     * Reads an array.
     *
     * @return the numbers, or null
     * @throws BufferUnderflowException if there is none
     */
    public float[] getFloats() {
        if (isNull()) {
            return null;
        }
        float[] values = new float[count(Float.BYTES)];
        buffer.asFloatBuffer().get(values);
        buffer.position(buffer.position() + Float.BYTES * values.length);
        return values;
    }

    /**
     * Reads an array.
     *
     * @return the numbers, or null
     * @throws BufferUnderflowException if there is none
     */
    public double[] getDoubles() {
        if (isNull()) {
            return null;
        }
        double[] values = new double[count(Double.BYTES)];
        buffer.asDoubleBuffer().get(values);
        buffer.position(buffer.position() + Double.BYTES * values.length);
        return values;
    }
}
