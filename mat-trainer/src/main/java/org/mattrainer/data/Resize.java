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

import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.EnumProvenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How an image of any size becomes one of the size that a network takes. Pixels are averages over the area that they
 * cover of the image, so that nothing aliases where an image becomes smaller.
 */
public enum Resize {
    /** The whole image, with other proportions where those of the two sizes differ. */
    SQUASH,
    /** The largest part in the middle of the image that has the proportions asked for. */
    CROP,
    /** The whole image in its own proportions, in the middle of black margins. */
    PAD;

    /**
     * How the images of a data source were resized.
     *
     * @param data provenance of a source, or of anything that names one: a dataset, a split
     * @return empty if no source of images tells it
     */
    public static Optional<Resize> recordedIn(Provenance data) {
        if (data instanceof EnumProvenance<?> value && value.getValue() instanceof Resize resize) {
            return Optional.of(resize);
        }
        if (data instanceof ListProvenance<?> list) {
            return firstRecorded(list.getList());
        }
        return data instanceof ObjectProvenance object ? firstRecorded(values(object)) : Optional.empty();
    }

    private static Iterable<Provenance> values(ObjectProvenance object) {
        List<Provenance> values = new ArrayList<>();
        object.forEach(entry -> values.add(entry.getB()));
        return values;
    }

    private static Optional<Resize> firstRecorded(Iterable<? extends Provenance> all) {
        for (Provenance one : all) {
            Optional<Resize> found = recordedIn(one);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
