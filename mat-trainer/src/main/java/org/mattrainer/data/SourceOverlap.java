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

import java.util.BitSet;
import java.util.stream.IntStream;
import org.tribuo.DataSource;
import org.tribuo.classification.Label;
import org.tribuo.dataset.DatasetView.DatasetViewProvenance;
import org.tribuo.provenance.DataProvenance;
import org.tribuo.provenance.DatasetProvenance;

/** How many examples two sources have in common, such as parts of one source that were split with two seeds. */
public final class SourceOverlap {

    private SourceOverlap() {}

    /**
     * Counts the examples of one source that another has, too, as far as their settings tell: both are the same source, or
     * parts of the same ({@link SplitSource}), some of whose labels may be hidden ({@link LabelMaskingSource}).
     *
     * @param source a source
     * @param other a source that may have some of its examples
     * @return at least 0; {@link Integer#MAX_VALUE} where the two are one source that is not split
     */
    public static int count(DataSource<Label> source, DataSource<Label> other) {
        DataSource<Label> first = whole(source);
        DataSource<Label> second = whole(other);
        if (first != second && !RecordedSource.isSame(first.getProvenance(), second.getProvenance())) {
            return 0;
        }
        BitSet numbers = numbers(source);
        BitSet others = numbers(other);
        if (numbers == null || others == null) {
            BitSet some = numbers == null ? others : numbers;
            return some == null ? Integer.MAX_VALUE : some.cardinality();
        }
        numbers.and(others);
        return numbers.cardinality();
    }

    /**
     * Counts the examples of a source that a model was trained on, as far as the model's provenance tells: it names the same
     * source, or parts of the same. A view of a dataset, such as a fold, does not tell which examples it has.
     *
     * @param training what the model was trained on
     * @param other a source
     * @return as {@link #count(DataSource, DataSource)}
     */
    public static int count(DatasetProvenance training, DataSource<Label> other) {
        return RecordedSource.of(source(training), whole(other))
                .map(source -> count(source, other))
                .orElse(0);
    }

    /**
     * Whether a model was trained on a part of files that have changed since, so that any other part of them, such as that of
     * the test, may have its examples now.
     *
     * @param training what the model was trained on
     * @param other a source
     * @return true if both are parts ({@link SplitSource}) of sources with the same settings that have read other files
     */
    public static boolean hasChanged(DatasetProvenance training, DataSource<Label> other) {
        return numbers(other) != null
                && RecordedSource.isPartOfOtherFiles(
                        source(training), whole(other).getProvenance());
    }

    private static DataProvenance source(DatasetProvenance training) {
        DataProvenance recorded = training;
        while (recorded instanceof DatasetProvenance dataset && !(dataset instanceof DatasetViewProvenance)) {
            recorded = dataset.getSourceProvenance();
        }
        return recorded;
    }

    /** The source that parts are of. */
    private static DataSource<Label> whole(DataSource<Label> source) {
        if (source instanceof SplitSource part) {
            return whole(part.whole());
        }
        return source instanceof LabelMaskingSource masked ? whole(masked.whole()) : source;
    }

    /** The numbers of its examples in the whole source, null for all; the caller's to change. */
    private static BitSet numbers(DataSource<Label> source) {
        if (source instanceof LabelMaskingSource masked) {
            return numbers(masked.whole());
        }
        if (!(source instanceof SplitSource part)) {
            return null;
        }
        BitSet inner = numbers(part.whole());
        BitSet chosen = new BitSet();
        int[] places = inner == null ? null : inner.stream().toArray();
        IntStream members = part.members();
        members.map(i -> places == null ? i : places[i]).forEach(chosen::set);
        return chosen;
    }
}
