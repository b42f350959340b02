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

import java.util.Iterator;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/** A source whose examples can be made one by one, so that a part of them does not cost as much as all. */
interface SelectableSource {

    /** Number of all examples. */
    int size();

    /** Whether an example has a known label, without making it. */
    boolean isLabelled(int index);

    /** Makes some of the examples, in the order given. */
    Iterator<Example<Label>> iterator(IntStream indices);
}
