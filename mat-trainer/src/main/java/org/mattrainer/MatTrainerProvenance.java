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
package org.mattrainer;

import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceException;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.mattrainer.internal.kernel.KernelProvider;
import org.mattrainer.training.Arithmetic;
import org.tribuo.provenance.SkeletalTrainerProvenance;

/**
 * The provenance of a {@link MatTrainer}: its configuration and, as instance values, what else may change the rounding
 * of a training, the version of this library and the arithmetic in use.
 */
public final class MatTrainerProvenance extends SkeletalTrainerProvenance {

    private static final long serialVersionUID = 1L;

    /** Key of the version of this library; of several in order, with semicolons, where a training was resumed. */
    public static final String PLUGIN_VERSION = "plugin-version";

    /**
     * Key of the arithmetic in use, such as the width of the SIMD registers; of several in order, with semicolons, where a
     * training was resumed with another.
     */
    public static final String KERNELS = "kernels";

    /** Among how many trainings of a trainer one is looked for. */
    private static final int MOST_TRAININGS = 1 << 20;

    private final StringProvenance pluginVersion;
    private final StringProvenance kernels;

    MatTrainerProvenance(MatTrainer host) {
        super(host);
        this.pluginVersion = new StringProvenance(PLUGIN_VERSION, MatTrainer.VERSION);
        this.kernels = new StringProvenance(KERNELS, KernelProvider.kernels().description());
    }

    /**
     * Deserialization constructor.
     *
     * @param map the provenance as a map
     * @throws ProvenanceException if an entry is missing or of another type
     */
    public MatTrainerProvenance(Map<String, Provenance> map) {
        this(extractMatInfo(map));
    }

    private MatTrainerProvenance(ExtractedInfo info) {
        super(info);
        this.pluginVersion = (StringProvenance) info.instanceValues.get(PLUGIN_VERSION);
        this.kernels = (StringProvenance) info.instanceValues.get(KERNELS);
    }

    /** The arithmetic of this process. */
    Arithmetic arithmetic() {
        return new Arithmetic(pluginVersion.getValue(), kernels.getValue());
    }

    /**
     * The provenance of a training that was made with several, one after the other.
     *
     * @param used what it was made with, in order; empty for this process's alone
     */
    MatTrainerProvenance after(List<Arithmetic> used) {
        if (used.isEmpty()) {
            return this;
        }
        Map<String, Provenance> entries = entries();
        entries.put(PLUGIN_VERSION, inOrder(PLUGIN_VERSION, used, Arithmetic::version));
        entries.put(KERNELS, inOrder(KERNELS, used, Arithmetic::kernels));
        return new MatTrainerProvenance(entries);
    }

    /**
     * The provenance of a training that need not be the next one of the trainer.
     *
     * @param trainerSeed seed of the trainer
     * @param trainingSeed seed of the training, by which it is found among those of the trainer
     * @return this if it is of another trainer
     */
    MatTrainerProvenance ofTraining(long trainerSeed, long trainingSeed) {
        SplittableRandom trainings = new SplittableRandom(trainerSeed);
        for (int count = 0; count < MOST_TRAININGS; count++) {
            if (trainings.split().nextLong() == trainingSeed) {
                Map<String, Provenance> entries = entries();
                entries.put(TRAIN_INVOCATION_COUNT, new IntProvenance(TRAIN_INVOCATION_COUNT, count));
                return new MatTrainerProvenance(entries);
            }
        }
        return this;
    }

    private Map<String, Provenance> entries() {
        Map<String, Provenance> entries = new HashMap<>();
        for (Pair<String, Provenance> entry : this) {
            entries.put(entry.getA(), entry.getB());
        }
        return entries;
    }

    private static StringProvenance inOrder(String key, List<Arithmetic> used, Function<Arithmetic, String> part) {
        List<String> different = new ArrayList<>();
        for (Arithmetic one : used) {
            String text = part.apply(one);
            if (different.isEmpty() || !different.get(different.size() - 1).equals(text)) {
                different.add(text);
            }
        }
        return new StringProvenance(key, String.join("; ", different));
    }

    /** Moves the instance values out of the configured parameters, where they would become properties. */
    private static ExtractedInfo extractMatInfo(Map<String, Provenance> map) {
        ExtractedInfo info = SkeletalTrainerProvenance.extractProvenanceInfo(map);
        move(info, PLUGIN_VERSION);
        move(info, KERNELS);
        return info;
    }

    private static void move(ExtractedInfo info, String key) {
        if (info.configuredParameters.remove(key) instanceof StringProvenance value) {
            info.instanceValues.put(key, value);
        } else {
            throw new ProvenanceException("Failed to find the text " + key + " in the provenance of " + info.className);
        }
    }

    @Override
    public Map<String, PrimitiveProvenance<?>> getInstanceValues() {
        Map<String, PrimitiveProvenance<?>> values = super.getInstanceValues();
        values.put(PLUGIN_VERSION, pluginVersion);
        values.put(KERNELS, kernels);
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof MatTrainerProvenance that
                        && super.equals(that)
                        && pluginVersion.equals(that.pluginVersion)
                        && kernels.equals(that.kernels);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), pluginVersion, kernels);
    }
}
