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
package org.mattrainer.golden;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import org.mattrainer.image.Augmentation;
import org.mattrainer.image.ImageShape;

/** Puts given images in the place of those of a batch, whose first has some index. */
final class GivenChange implements Augmentation {

    private final float[] images;
    private final int first;

    GivenChange(float[] images, int first) {
        this.images = images;
        this.first = first;
    }

    @Override
    public void augment(ImageShape shape, float[] x, int index, long stream) {
        System.arraycopy(images, (index - first) * shape.size(), x, index * shape.size(), shape.size());
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Augmentation");
    }
}
