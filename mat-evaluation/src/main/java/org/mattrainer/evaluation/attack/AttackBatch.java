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
package org.mattrainer.evaluation.attack;

import java.util.List;

/**
 * Images to attack. Arrays are not copied.
 *
 * @param x images [n, c, h, w] in the units of the target
 * @param y ids of their labels [n]
 * @param ids identities of the images [n]; the random numbers of an image depend on its identity alone
 * @param n number of images, at most the target's capacity
 */
public record AttackBatch(float[] x, int[] y, long[] ids, int n) {

    /** Some of the images, copied. */
    AttackBatch select(List<Integer> rows, int size) {
        float[] selected = new float[rows.size() * size];
        int[] labels = new int[rows.size()];
        long[] identities = new long[rows.size()];
        for (int j = 0; j < rows.size(); j++) {
            System.arraycopy(x, rows.get(j) * size, selected, j * size, size);
            labels[j] = y[rows.get(j)];
            identities[j] = ids[rows.get(j)];
        }
        return new AttackBatch(selected, labels, identities, rows.size());
    }
}
