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
package org.mattrainer.internal.input;

import java.util.BitSet;
import java.util.List;

/**
 * What the process that trains knows of a source of examples, and others have to know that read parts of it.
 *
 * @param size number of examples of the source
 * @param used which of them are trained on; not copied
 * @param examples class and weight of each of those
 * @param hashes for each stripe of them the SHA-256 of its raw images
 */
public record SourceOutline(int size, BitSet used, ExampleTable examples, List<String> hashes) {

    /** Copies the list. */
    public SourceOutline {
        hashes = List.copyOf(hashes);
        if (used.cardinality() != examples.count()) {
            throw new IllegalArgumentException(
                    "Expected " + used.cardinality() + " examples, found " + examples.count());
        }
    }

    /** The stripes of the examples. */
    DataStripes stripes() {
        return new DataStripes(examples, hashes.size());
    }
}
