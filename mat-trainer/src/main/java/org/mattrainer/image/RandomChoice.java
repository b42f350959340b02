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
import java.util.ArrayList;
import java.util.List;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.internal.numbers.RandomStream;
import org.mattrainer.internal.numbers.SplitMix64;

/**
 * Some of several changes, drawn for each image with replacement and made one after the other, as in RandAugment (Cubuk et
 * al., 2020).
 */
public final class RandomChoice implements Augmentation {

    private static final long POSITION = 0x63686F696365L;

    @Config(mandatory = true, description = "The changes to choose from.")
    private List<Augmentation> augmentations = new ArrayList<>();

    @Config(description = "How many are drawn for an image, at least 1.")
    private int count = 2;

    @Config(description = "Share of the draws that change nothing, in [0, 1).")
    private double identity = 0;

    private RandomChoice() {}

    /**
     * A choice.
     *
     * @param augmentations the changes to choose from, at least one
     * @param count how many are drawn for an image, at least 1
     * @param identity share of the draws that change nothing, in [0, 1)
     * @throws PropertyException if a value is missing or out of range
     */
    public RandomChoice(List<Augmentation> augmentations, int count, double identity) {
        this.augmentations = new ArrayList<>(augmentations);
        this.count = count;
        this.identity = identity;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(!augmentations.isEmpty(), "augmentations", "at least one", "none");
        Checks.atLeast(1, "count", count);
        Checks.share("identity", identity);
    }

    @Override
    public void augment(ImageShape shape, float[] x, int index, long stream) {
        for (int k = 0; k < count; k++) {
            if (RandomStream.uniform(stream, POSITION + 2L * k) < identity) {
                continue;
            }
            int chosen = RandomStream.below(stream, POSITION + 2L * k + 1, augmentations.size());
            // A stream of its own for each draw: the same change may be drawn twice.
            augmentations
                    .get(chosen)
                    .augment(shape, x, index, SplitMix64.mix(stream + (k + 1) * SplitMix64.GOLDEN_GAMMA));
        }
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Augmentation");
    }

    @Override
    public String toString() {
        return "RandomChoice(augmentations=" + augmentations + ",count=" + count + ",identity=" + identity + ")";
    }
}
