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
package org.mattrainer.evaluation.format;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Numbers as people write them, with all digits where four would make two different ones read the same. */
public final class DistinctNumbers {

    private final Map<String, Set<Double>> known = new HashMap<>();

    /**
     * The numbers that are shown together.
     *
     * @param values any numbers
     */
    public DistinctNumbers(Collection<Double> values) {
        values.forEach(value -> known.computeIfAbsent(Numbers.plain(value), text -> new HashSet<>())
                .add(value));
    }

    /**
     * A number as text.
     *
     * @param value one of the numbers
     * @return such as {@code 0.5}, which no other of the numbers is written as
     */
    public String text(double value) {
        String plain = Numbers.plain(value);
        return known.getOrDefault(plain, Set.of()).size() > 1 ? Double.toString(value) : plain;
    }
}
