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
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.mattrainer.internal.numbers.Checks;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Example;
import org.tribuo.OutputFactory;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.DataSourceProvenance;

/**
 * Hides the labels of all but a few examples of a source, for semi-supervised training: the others get the host's
 * unknown label. Which examples keep their label depends on the labels, the settings and the order of the inner
 * source only.
 */
public final class LabelMaskingSource implements ConfigurableDataSource<Label> {

    @Config(mandatory = true, description = "The source of labelled examples; it has to give the same ones each time.")
    private ConfigurableDataSource<Label> source;

    @Config(description = "How many examples of each class keep their label; 0 when labelledCount is given.")
    private int labelledPerClass = 0;

    @Config(description = "How many examples of all keep their label, whatever their class; 0 for labelledPerClass.")
    private int labelledCount = 0;

    @Config(description = "Seed of the random choice.")
    private long seed = Trainer.DEFAULT_SEED;

    private int size;
    private BitSet labelled;
    private SourceProvenance provenance;

    /** For olcut. */
    private LabelMaskingSource() {}

    /**
     * Hides labels.
     *
     * @param source the source of labelled examples; it has to give the same ones each time
     * @param labelledPerClass how many examples of each class keep their label, or 0
     * @param labelledCount how many examples of all keep their label, or 0; exactly one of the two is above 0
     * @param seed seed of the random choice
     * @throws PropertyException if not exactly one of the counts is given, there are not enough labelled examples, or
     *     a class would be left without any
     */
    public LabelMaskingSource(
            ConfigurableDataSource<Label> source, int labelledPerClass, int labelledCount, long seed) {
        this.source = source;
        this.labelledPerClass = labelledPerClass;
        this.labelledCount = labelledCount;
        this.seed = seed;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(
                labelledPerClass >= 0 && labelledCount >= 0 && (labelledPerClass > 0) != (labelledCount > 0),
                "labelledPerClass",
                "either labelledPerClass or labelledCount above 0",
                labelledPerClass + " and " + labelledCount);
        Map<String, BitSet> classes = classes();
        labelled = labelledPerClass > 0 ? choosePerClass(classes) : chooseFromAll(classes);
        provenance = new SourceProvenance(this, size, Map.of());
    }

    /** The indices of the labelled examples by label, in the order of the labels' names. */
    private Map<String, BitSet> classes() {
        Map<String, BitSet> classes = new TreeMap<>();
        size = ExampleReading.each(source, (example, i) -> {
            String label = example.getOutput().getLabel();
            if (!label.equals(Label.UNKNOWN)) {
                classes.computeIfAbsent(label, name -> new BitSet()).set(i);
            }
        });
        return classes;
    }

    private BitSet choosePerClass(Map<String, BitSet> classes) {
        SplittableRandom random = new SplittableRandom(seed);
        BitSet chosen = new BitSet(size);
        classes.forEach((label, members) -> {
            int count = members.cardinality();
            Checks.require(
                    count >= labelledPerClass,
                    "labelledPerClass",
                    "at least " + labelledPerClass + " examples of each class",
                    count + " of class '" + label + "'");
            RandomSubset.choose(members.stream().toArray(), count, labelledPerClass, random, chosen);
        });
        return chosen;
    }

    private BitSet chooseFromAll(Map<String, BitSet> classes) {
        int[] members =
                classes.values().stream().flatMapToInt(BitSet::stream).sorted().toArray();
        Checks.require(
                members.length >= labelledCount,
                "labelledCount",
                "at least " + labelledCount + " labelled examples",
                members.length);
        BitSet chosen = new BitSet(size);
        RandomSubset.choose(members, members.length, labelledCount, new SplittableRandom(seed), chosen);
        classes.forEach((label, all) -> {
            Checks.require(
                    all.intersects(chosen),
                    "labelledCount",
                    "a labelled example of each class",
                    "none of class '" + label + "' among " + labelledCount + " with seed " + seed
                            + ": use labelledPerClass");
        });
        return chosen;
    }

    /**
     * Which examples keep their label.
     *
     * @return their positions in the inner source, ascending
     */
    public IntStream labelled() {
        return labelled.stream();
    }

    /**
     * Number of all examples, labelled or not.
     *
     * @return as many as the inner source gives
     */
    public int size() {
        return size;
    }

    /** The source whose labels are hidden. */
    ConfigurableDataSource<Label> whole() {
        return source;
    }

    @Override
    public Iterator<Example<Label>> iterator() {
        Iterator<Example<Label>> all = source.iterator();
        return new Iterator<>() {
            private int index = 0;

            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public Example<Label> next() {
                Example<Label> example = all.next();
                return labelled.get(index++) ? example : withoutLabel(example);
            }
        };
    }

    /** The host counts unknown outputs by reference: only this very object is one to it. */
    private static Example<Label> withoutLabel(Example<Label> example) {
        return example instanceof PixelExample image
                ? image.withLabel(LabelFactory.UNKNOWN_LABEL)
                : new ArrayExample<>(LabelFactory.UNKNOWN_LABEL, example, example.getWeight());
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
        return "LabelMaskingSource(source=" + source + ",labelledPerClass=" + labelledPerClass + ",labelledCount="
                + labelledCount + ",seed=" + seed + ")";
    }
}
