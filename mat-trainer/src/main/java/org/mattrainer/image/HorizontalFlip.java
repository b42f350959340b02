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
package org.mattrainer.image;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import org.mattrainer.internal.numbers.RandomStream;

/** Mirrors an image left to right with probability one half. */
public final class HorizontalFlip implements Augmentation {

    private static final long POSITION = 0x666C6970;

    /** The only setting. */
    public HorizontalFlip() {}

    @Override
    public void augment(ImageShape shape, float[] x, int index, long stream) {
        if (RandomStream.below(stream, POSITION, 2) == 0) {
            return;
        }
        int width = shape.width();
        int end = (index + 1) * shape.size();
        for (int row = index * shape.size(); row < end; row += width) {
            for (int left = row, right = row + width - 1; left < right; left++, right--) {
                float value = x[left];
                x[left] = x[right];
                x[right] = value;
            }
        }
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Augmentation");
    }

    @Override
    public String toString() {
        return "HorizontalFlip()";
    }
}
