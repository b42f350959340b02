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
package org.example.extension;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import org.mattrainer.image.Augmentation;
import org.mattrainer.image.ImageShape;

/** Every other image is turned round. */
public final class UpsideDown implements Augmentation {

    @Override
    public void augment(ImageShape shape, float[] x, int index, long stream) {
        if ((stream & 1) == 0) {
            return;
        }
        int start = index * shape.size();
        for (int k = 0; k < shape.size() / 2; k++) {
            float other = x[start + shape.size() - 1 - k];
            x[start + shape.size() - 1 - k] = x[start + k];
            x[start + k] = other;
        }
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Augmentation");
    }
}
