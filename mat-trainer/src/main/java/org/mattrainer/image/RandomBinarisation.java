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

/**
 * Sets every value of an image to 1 with the value as probability and to 0 otherwise, for models of images of zeros and ones
 * (Salakhutdinov and Murray, "On the quantitative analysis of deep belief networks", 2008); values outside of [0, 1] go to
 * the nearer of both. Images that are predicted stay as they are, which is the mean.
 */
public final class RandomBinarisation implements Augmentation {

    private static final long POSITION = 0x62696E617279L;

    private static final ToneRange UNIT = new ToneRange(0, 1);

    private final ToneWatch watch = new ToneWatch();

    /** Makes the change. */
    public RandomBinarisation() {}

    @Override
    public void augment(ImageShape shape, float[] x, int index, long stream) {
        int first = index * shape.size();
        watch.look(UNIT, x, first, shape.size(), this);
        for (int k = 0; k < shape.size(); k++) {
            x[first + k] = RandomStream.uniform(stream, POSITION + k) < x[first + k] ? 1 : 0;
        }
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Augmentation");
    }

    @Override
    public String toString() {
        return "RandomBinarisation()";
    }
}
