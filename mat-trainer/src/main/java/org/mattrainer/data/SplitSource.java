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

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.BitSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.mattrainer.internal.numbers.Checks;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Example;
import org.tribuo.OutputFactory;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.provenance.DataSourceProvenance;

/**
 * One of the two parts of a source that is split at random, such as training and validation images. Two sources with
 * the same settings but for {@code part} have no example in common and together give all of them. Examples keep the
 * order of the inner source. Those without a known label can only be learnt from, so all of them are in the TRAIN part. The host's {@code TrainTestSplitter} does the like but cannot be configured.
 */
public final class SplitSource implements ConfigurableDataSource<Label> {

    @Config(mandatory = true, description = "The source to split; it has to give the same examples each time.")
    private ConfigurableDataSource<Label> source;

    @Config(
            description =
                    "Share of the labelled examples in the TRAIN part, above 0 and below 1; the count is rounded down.")
    private double trainProportion = 0.9;

    @Config(description = "Seed of the random choice.")
    private long seed = Trainer.DEFAULT_SEED;

    @Config(description = "Which part this source gives.")
    private DataPart part = DataPart.TRAIN;

    private BitSet chosen;
    private SourceProvenance provenance;

    /** For olcut. */
    private SplitSource() {}

    /**
     * Splits a source.
     *
     * @param source the source to split; it has to give the same examples each time
     * @param trainProportion share of the labelled examples in the TRAIN part, above 0 and below 1; the count is rounded down
     * @param seed seed of the random choice
     * @param part which part this source gives
     * @throws PropertyException if the share is out of range or leaves a part without examples
     */
    public SplitSource(ConfigurableDataSource<Label> source, double trainProportion, long seed, DataPart part) {
        this.source = source;
        this.trainProportion = trainProportion;
        this.seed = seed;
        this.part = part;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(
                trainProportion > 0 && trainProportion < 1, "trainProportion", "above 0 and below 1", trainProportion);
        BitSet unlabelled = new BitSet();
        int count;
        if (source instanceof SelectableSource selectable) {
            count = selectable.size();
            for (int i = 0; i < count; i++) {
                unlabelled.set(i, !selectable.isLabelled(i));
            }
        } else {
            count = ExampleReading.each(
                    source,
                    (example, i) ->
                            unlabelled.set(i, example.getOutput().getLabel().equals(Label.UNKNOWN)));
        }
        chosen = choose(count, unlabelled);
        provenance = new SourceProvenance(this, size(), Map.of());
    }

    private BitSet choose(int count, BitSet unlabelled) {
        int[] labelled =
                IntStream.range(0, count).filter(i -> !unlabelled.get(i)).toArray();
        int train = (int) (trainProportion * labelled.length);
        Checks.require(
                train > 0 && train < labelled.length,
                "trainProportion",
                "at least one example in each part of " + labelled.length,
                train + " in TRAIN");
        BitSet members = new BitSet(count);
        RandomSubset.choose(labelled, labelled.length, train, new SplittableRandom(seed), members);
        members.or(unlabelled);
        if (part == DataPart.TEST) {
            members.flip(0, count);
        }
        return members;
    }

    /**
     * Number of examples in this part.
     *
     * @return at least 1
     */
    public int size() {
        return chosen.cardinality();
    }

    /** The source that is split. */
    ConfigurableDataSource<Label> whole() {
        return source;
    }

    /** The numbers of the examples of this part in the source that is split, ascending. */
    IntStream members() {
        return chosen.stream();
    }

    @Override
    public Iterator<Example<Label>> iterator() {
        if (source instanceof SelectableSource selectable) {
            return selectable.iterator(chosen.stream());
        }
        Iterator<Example<Label>> all = source.iterator();
        return new Iterator<>() {
            private int index = 0;

            @Override
            public boolean hasNext() {
                return chosen.nextSetBit(index) >= 0;
            }

            @Override
            public Example<Label> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("Only " + size() + " examples");
                }
                for (; !chosen.get(index); index++) {
                    all.next();
                }
                index++;
                return all.next();
            }
        };
    }

    @Override
    public OutputFactory<Label> getOutputFactory() {
        return source.getOutputFactory();
    }

    @Override
    public DataSourceProvenance getProvenance() {
        return provenance;
    }

    @Override
    public String toString() {
        return "SplitSource(source=" + source + ",trainProportion=" + trainProportion + ",seed=" + seed + ",part="
                + part + ")";
    }
}
