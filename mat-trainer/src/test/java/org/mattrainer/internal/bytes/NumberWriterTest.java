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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.BufferUnderflowException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is written is read again; what is cut off is noticed. */
class NumberWriterTest {

    private static byte[] written(int expected) {
        NumberWriter out = new NumberWriter(expected);
        out.putInt(-1);
        out.putLong(Long.MIN_VALUE);
        out.putDouble(-0.0);
        out.putText("M_KL \u00e9");
        out.putFloats(null);
        out.putFloats(new float[] {1, Float.NaN, Float.MIN_VALUE});
        out.putDoubles(null);
        out.putDoubles(new double[] {Math.PI, Double.NEGATIVE_INFINITY});
        out.putFloats(new float[0]);
        return out.toBytes();
    }

    @Test
    void everythingIsReadAsItWasWritten() {
        for (int expected : new int[] {0, 1, 91, 1000}) {
            NumberReader in = new NumberReader(written(expected));
            assertEquals(-1, in.getInt());
            assertEquals(Long.MIN_VALUE, in.getLong());
            assertEquals(-0.0, in.getDouble());
            assertEquals("M_KL \u00e9", in.getText());
            assertNull(in.getFloats());
            assertArrayEquals(new float[] {1, Float.NaN, Float.MIN_VALUE}, in.getFloats());
            assertNull(in.getDoubles());
            assertArrayEquals(new double[] {Math.PI, Double.NEGATIVE_INFINITY}, in.getDoubles());
            assertEquals(0, in.getFloats().length);
        }
    }

    @Test
    void whatIsCutOffIsNoticed() {
        NumberWriter out = new NumberWriter(0);
        out.putFloats(new float[5]);
        byte[] cut = Arrays.copyOf(out.toBytes(), 20);
        assertThrows(BufferUnderflowException.class, () -> new NumberReader(cut).getFloats());
        NumberWriter wrong = new NumberWriter(0);
        wrong.putInt(-7);
        assertThrows(BufferUnderflowException.class, () -> new NumberReader(wrong.toBytes()).getDoubles());
        assertThrows(BufferUnderflowException.class, () -> new NumberReader(wrong.toBytes()).getText());
    }
}
