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

import org.tribuo.Example;

/**
 * Tells examples that were made of images in the units of a network, as attacks and noise make them, from those of a user:
 * their values are meant, and are no mistake in the scale of data. The mark is in the metadata, so that copies of the host
 * and the members of its ensembles see it, too.
 */
public final class MadeImage {

    private static final String KEY = "mattrainer-made-image";

    private MadeImage() {}

    /**
     * Marks an example.
     *
     * @param <T> the example
     * @param example the example, gets one more entry of metadata
     * @return the same example
     */
    public static <T extends Example<?>> T mark(T example) {
        example.setMetadataValue(KEY, true);
        return example;
    }

    /**
     * Whether an example is marked.
     *
     * @param example the example, unchanged
     * @return true for one that was made of an image in the units of a network
     */
    public static boolean is(Example<?> example) {
        return example.containsMetadata(KEY);
    }
}
