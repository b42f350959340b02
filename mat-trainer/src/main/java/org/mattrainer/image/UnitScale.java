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

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.Arrays;
import org.mattrainer.internal.numbers.Checks;

/**
 * The same shift and scale for every value: (x - offset) / scale. The default maps bytes 0..255 to [0, 1]; an offset of
 * 127.5 and a scale of 128 give about [-1, 1].
 */
public final class UnitScale implements Preprocessing {

    @Config(description = "Subtracted from each value, finite.")
    private float offset = 0f;

    @Config(description = "What the difference is divided by, above 0.")
    private float scale = 255f;

    /** Bytes to [0, 1]. */
    public UnitScale() {}

    /**
     * Any shift and scale.
     *
     * @param offset subtracted from each value, finite
     * @param scale what the difference is divided by, above 0
     * @throws PropertyException if a value is out of range
     */
    public UnitScale(float offset, float scale) {
        this.offset = offset;
        this.scale = scale;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.finite("offset", offset);
        Checks.positive("scale", scale);
    }

    /** Whether it only divides, by more than 1: then the divisor is meant to be the largest value. */
    boolean isDivisorOnly() {
        return offset == 0 && scale > 1;
    }

    @Override
    public PixelTransform fit(ImageShape shape, TrainingImages images) {
        float[] offsets = new float[shape.channels()];
        float[] scales = new float[shape.channels()];
        Arrays.fill(offsets, offset);
        Arrays.fill(scales, scale);
        return new AffineTransform(shape, offsets, scales);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Preprocessing");
    }

    @Override
    public String toString() {
        return "UnitScale(offset=" + offset + ",scale=" + scale + ")";
    }
}
