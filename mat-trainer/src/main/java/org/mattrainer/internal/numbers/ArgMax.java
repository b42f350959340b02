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
package org.mattrainer.internal.numbers;

/** The place of the largest of several numbers, the first of them where several are as large. */
public final class ArgMax {

    private ArgMax() {}

    /** The place of the largest of n values, counted from the offset. */
    public static int of(float[] values, int offset, int n) {
        int best = 0;
        for (int j = 1; j < n; j++) {
            best = values[offset + j] > values[offset + best] ? j : best;
        }
        return best;
    }

    /** The place of the largest of n values, counted from the offset. */
    public static int of(double[] values, int offset, int n) {
        int best = 0;
        for (int j = 1; j < n; j++) {
            best = values[offset + j] > values[offset + best] ? j : best;
        }
        return best;
    }

    /** The place of the largest value. */
    public static int of(int[] values) {
        int best = 0;
        for (int j = 1; j < values.length; j++) {
            best = values[j] > values[best] ? j : best;
        }
        return best;
    }
}
