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

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DateTimeProvenance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.DataSource;
import org.tribuo.classification.Label;

/** Finds again in a source at hand what a provenance tells of it. */
final class RecordedSource {

    private RecordedSource() {}

    /**
     * Makes the source of a provenance again, without reading other files than those of a source at hand.
     *
     * @param recorded provenance of a source
     * @param whole a source that is no part of another
     * @return the whole source or a part of it ({@link SplitSource}); the labels that a {@link LabelMaskingSource} hides are
     *     hidden only where a split depends on them. Empty where the provenance is of another source
     */
    static Optional<DataSource<Label>> of(Provenance recorded, DataSource<Label> whole) {
        if (isSame(recorded, whole.getProvenance())) {
            return Optional.of(whole);
        }
        if (isOf(LabelMaskingSource.class, recorded)) {
            return of(setting(recorded, "source"), whole);
        }
        return whole instanceof ConfigurableDataSource<Label> source
                ? part(recorded, source).map(part -> part)
                : Optional.empty();
    }

    private static Optional<ConfigurableDataSource<Label>> part(
            Provenance recorded, ConfigurableDataSource<Label> whole) {
        if (isSame(recorded, whole.getProvenance())) {
            return Optional.of(whole);
        }
        if (isOf(SplitSource.class, recorded)) {
            return part(setting(recorded, "source"), whole)
                    .map(source -> new SplitSource(
                            source,
                            value(recorded, "trainProportion", Double.class),
                            value(recorded, "seed", Long.class),
                            value(recorded, "part", DataPart.class)));
        }
        if (isOf(LabelMaskingSource.class, recorded)) {
            return part(setting(recorded, "source"), whole)
                    .map(source -> new LabelMaskingSource(
                            source,
                            value(recorded, "labelledPerClass", Integer.class),
                            value(recorded, "labelledCount", Integer.class),
                            value(recorded, "seed", Long.class)));
        }
        return Optional.empty();
    }

    /** Whether a provenance is of a part of a source that had the settings of another one and had read other files. */
    static boolean isPartOfOtherFiles(Provenance recorded, Provenance whole) {
        boolean split = false;
        Provenance source = recorded;
        while (isOf(SplitSource.class, source) || isOf(LabelMaskingSource.class, source)) {
            split |= isOf(SplitSource.class, source);
            source = setting(source, "source");
        }
        return split
                && source instanceof ConfiguredObjectProvenance then
                && whole instanceof ConfiguredObjectProvenance now
                && then.getClassName().equals(now.getClassName())
                && isSame(then.getConfiguredParameters(), now.getConfiguredParameters())
                && !isSame(then.getInstanceValues(), now.getInstanceValues());
    }

    private static boolean isOf(Class<?> source, Provenance recorded) {
        return recorded instanceof SourceProvenance found
                && found.getClassName().equals(source.getName());
    }

    private static Provenance setting(Provenance recorded, String name) {
        return ((SourceProvenance) recorded).getConfiguredParameters().get(name);
    }

    private static <T> T value(Provenance recorded, String name, Class<T> type) {
        return type.cast(((PrimitiveProvenance<?>) setting(recorded, name)).getValue());
    }

    /**
     * Whether two provenances are of the same thing made at two times: the host's sources tell when they were made and when
     * their files were changed last, beside the checksums of these.
     *
     * @param first a provenance, null for none
     * @param second a provenance, null for none
     */
    static boolean isSame(Provenance first, Provenance second) {
        if (first instanceof DateTimeProvenance && second instanceof DateTimeProvenance) {
            return true;
        }
        if (first instanceof ListProvenance<?> one && second instanceof ListProvenance<?> other) {
            return isSame(one.getList(), other.getList());
        }
        if (first instanceof ConfiguredObjectProvenance one && second instanceof ConfiguredObjectProvenance other) {
            return one.getClassName().equals(other.getClassName())
                    && isSame(one.getConfiguredParameters(), other.getConfiguredParameters())
                    && isSame(one.getInstanceValues(), other.getInstanceValues());
        }
        return first != null && first.equals(second);
    }

    private static boolean isSame(List<? extends Provenance> first, List<? extends Provenance> second) {
        boolean same = first.size() == second.size();
        for (int i = 0; same && i < first.size(); i++) {
            same = isSame(first.get(i), second.get(i));
        }
        return same;
    }

    private static boolean isSame(Map<String, ? extends Provenance> first, Map<String, ? extends Provenance> second) {
        return first.keySet().equals(second.keySet())
                && first.keySet().stream().allMatch(key -> isSame(first.get(key), second.get(key)));
    }
}
