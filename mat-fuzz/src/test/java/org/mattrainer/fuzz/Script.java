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
package org.mattrainer.fuzz;

/** The bytes of the fuzzer as a series of choices; 0 when they are used up. */
public final class Script {

    private final byte[] bytes;
    private int next;

    /**
     * Begins at the first byte.
     *
     * @param bytes the bytes
     */
    public Script(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Whether choices are left.
     *
     * @return false at the end
     */
    public boolean hasNext() {
        return next < bytes.length;
    }

    /**
     * A choice.
     *
     * @param count number of alternatives, at least 1
     * @return one of 0 to count - 1
     */
    public int choose(int count) {
        int value = hasNext() ? bytes[next++] & 0xff : 0;
        if (count > 256) {
            value = value << 8 | (hasNext() ? bytes[next++] & 0xff : 0);
        }
        return value % count;
    }

    /**
     * One of several values.
     *
     * @param values the alternatives
     * @param <T> their type
     * @return one of them
     */
    @SafeVarargs
    public final <T> T any(T... values) {
        return values[choose(values.length)];
    }
}
