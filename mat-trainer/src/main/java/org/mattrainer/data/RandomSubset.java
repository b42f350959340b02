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
package org.mattrainer.data;

import java.util.BitSet;
import java.util.SplittableRandom;

/** Random choices without replacement. */
final class RandomSubset {

    private RandomSubset() {}

    /** Chooses {@code size} of the numbers below {@code count}, each set with the same probability. */
    static BitSet of(int count, int size, SplittableRandom random) {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i;
        }
        BitSet chosen = new BitSet(count);
        choose(numbers, count, size, random, chosen);
        return chosen;
    }

    /** Chooses {@code size} of the first {@code count} numbers and adds them; reorders the array. */
    static void choose(int[] numbers, int count, int size, SplittableRandom random, BitSet chosen) {
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i, count);
            int number = numbers[j];
            numbers[j] = numbers[i];
            numbers[i] = number;
            chosen.set(number);
        }
    }
}
