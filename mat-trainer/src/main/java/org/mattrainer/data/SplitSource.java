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
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Example;
import org.tribuo.OutputFactory;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.provenance.DataSourceProvenance;

/**
 * One of the two parts of a source that is split at random, such as training and validation images. Two sources with
 * the same settings but for {@code part} have no example in common and together give all of them. Examples keep the
 * order of the inner source. The host's {@code TrainTestSplitter} does the like but cannot be configured.
 */
public final class SplitSource implements ConfigurableDataSource<Label> {

    @Config(mandatory = true, description = "The source to split; it has to give the same examples each time.")
    private ConfigurableDataSource<Label> source;

    @Config(description = "Share of the examples in the TRAIN part, above 0 and below 1; the count is rounded down.")
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
     * @param trainProportion share of the examples in the TRAIN part, above 0 and below 1; the count is rounded down
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
        if (!(trainProportion > 0 && trainProportion < 1)) {
            throw new PropertyException(
                    "", "trainProportion", "expected above 0 and below 1, found " + trainProportion);
        }
        int count = 0;
        for (Iterator<Example<Label>> all = source.iterator(); all.hasNext(); all.next()) {
            count++;
        }
        int train = (int) (trainProportion * count);
        if (train == 0 || train == count) {
            throw new PropertyException(
                    "",
                    "trainProportion",
                    "expected at least one example in each part of " + count + ", found " + train + " in TRAIN");
        }
        chosen = RandomSubset.of(count, train, new SplittableRandom(seed));
        if (part == DataPart.TEST) {
            chosen.flip(0, count);
        }
        provenance = new SourceProvenance(this, size(), Map.of());
    }

    /**
     * Number of examples in this part.
     *
     * @return at least 1
     */
    public int size() {
        return chosen.cardinality();
    }

    @Override
    public Iterator<Example<Label>> iterator() {
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
