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
package org.mattrainer.evaluation.run;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.mattrainer.data.SourceOverlap;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.command.Failures;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.job.TrainJob;
import org.mattrainer.image.ValueRange;
import org.tribuo.DataSource;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.OutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.dataset.MinimumCardinalityDataset;

/**
 * The examples of a job.
 *
 * @param train the training examples
 * @param test the test examples, if the job has a source of them
 * @param validation the validation examples, if the job has a source of them
 */
public record JobData(Dataset<Label> train, Optional<Dataset<Label>> test, Optional<Dataset<Label>> validation) {

    private static final int MOST_NAMES = 5;

    /** Reads all examples; the test data too, so that damage shows before the training. */
    static JobData load(Console console, TrainJob job) {
        long started = System.nanoTime();
        Dataset<Label> train = training(job);
        Optional<Dataset<Label>> test = job.testSource().map(source -> read("test data", source));
        Optional<Dataset<Label>> validation = job.validationSource()
                .map(source -> job.testSource().filter(source::equals).isPresent()
                        ? test.orElseThrow()
                        : read("validation data", source));
        Set<String> known = labels(train.getOutputInfo());
        requireClasses(job, train, known);
        warnOfAlikeClasses(console, known);
        test.ifPresent(data -> requireFit(console, train, known, "test data", data));
        validation.ifPresent(data -> requireFit(console, train, known, "validation data", data));
        test.ifPresent(data -> warnOfMissingClasses(console, known, data));
        test.ifPresent(data -> warnOfTrainingExamples(
                console, "test data", job.trainSource(), job.testSource().orElseThrow(), data));
        validation.ifPresent(data -> warnOfTrainingExamples(
                console,
                "validation data",
                job.trainSource(),
                job.validationSource().orElseThrow(),
                data));
        console.info("Read      " + Numbers.count(train.size()) + " training examples with "
                + Numbers.count(train.getFeatureMap().size()) + " features and " + known.size() + " classes"
                + test.map(data -> ", " + Numbers.count(data.size()) + " test examples")
                        .orElse("") + " in "
                + Numbers.duration((System.nanoTime() - started) * 1e-9));
        return new JobData(train, test, validation);
    }

    /** Reads the training examples alone. */
    public static Dataset<Label> training(TrainJob job) {
        Dataset<Label> all = read("training data", job.trainSource());
        return job.minimumCount() > 0 ? minimumCount(all, job.minimumCount()) : all;
    }

    /** Reads the examples of a source. */
    public static Dataset<Label> read(String what, DataSource<Label> source) {
        Dataset<Label> data;
        try {
            data = new MutableDataset<>(source);
        } catch (RuntimeException | StackOverflowError e) {
            throw Failures.ofData(what + " from " + source, e);
        }
        if (data.size() == 0) {
            throw new CommandException(ExitCode.BAD_DATA, what + " from " + source + ": no examples");
        }
        requireLabel(what, source, data.getExample(0));
        return data;
    }

    /** A source of another output type gets here, because generics are not checked when a configuration is read. */
    public static void requireLabel(String what, DataSource<?> source, Example<?> example) {
        Object output = example.getOutput();
        if (!(output instanceof Label)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    what + " from " + source + ": expected outputs of type Label, found "
                            + output.getClass().getSimpleName());
        }
    }

    /** Any trainer predicts one class without error; two names that are printed alike are one class written twice. */
    private static void requireClasses(TrainJob job, Dataset<Label> train, Set<String> known) {
        if (known.size() < 2) {
            throw new CommandException(
                    ExitCode.BAD_DATA,
                    "training data from " + job.trainSource() + ": expected at least two classes, found "
                            + (known.isEmpty()
                                    ? "none"
                                    : "only '" + known.iterator().next() + "'"));
        }
        Map<String, String> normalised = new HashMap<>();
        for (String label : known) {
            if (label.isBlank()) {
                throw new CommandException(
                        ExitCode.BAD_DATA,
                        "training data from " + job.trainSource()
                                + ": expected a label of every example, found an empty"
                                + " one of " + Numbers.count(count(train, label)) + " of " + Numbers.count(train.size())
                                + ": leave out rows without a label");
            }
            String other = normalised.put(Normalizer.normalize(label, Normalizer.Form.NFC), label);
            if (other != null) {
                throw new CommandException(
                        ExitCode.BAD_DATA,
                        "training data from " + job.trainSource() + ": expected different classes, found '" + label
                                + "' in two Unicode forms (composed and decomposed)");
            }
        }
    }

    private static long count(Dataset<Label> data, String label) {
        return data.getData().stream()
                .filter(example -> example.getOutput().getLabel().equals(label))
                .count();
    }

    /** Letters may be classes in both cases; words that differ in nothing else are usually one class. */
    private static void warnOfAlikeClasses(Console console, Set<String> known) {
        Map<String, String> lowerCase = new HashMap<>();
        for (String label : known) {
            String other = lowerCase.put(label.strip().toLowerCase(Locale.ROOT), label);
            if (other != null && label.strip().length() > 1) {
                console.warn("WARNING: training data: the classes '" + other + "' and '" + label
                        + "' differ in upper and lower case or blanks alone, and count as two");
            }
        }
    }

    /** Of images; features of any kind may differ as they like. */
    void requireSameValues(Console console) {
        ValueRange training = PixelValues.of(train);
        test.ifPresent(data -> PixelValues.require(console, training, "test data", data));
        validation.ifPresent(data -> PixelValues.require(console, training, "validation data", data));
    }

    private static void requireFit(
            Console console, Dataset<Label> train, Set<String> known, String what, Dataset<Label> data) {
        ImageShapes.requireSame(train, what, data);
        ImageShapes.warnOfOtherResize(console, what, train.getProvenance(), data.getProvenance());
        requireKnown(what, "the training data", data, known);
    }

    private static Dataset<Label> minimumCount(Dataset<Label> train, int count) {
        Dataset<Label> kept = new MinimumCardinalityDataset<>(train, count);
        if (kept.size() == 0) {
            throw new CommandException(
                    ExitCode.USAGE, "minimum count " + count + ": no training example keeps any of its features");
        }
        return kept;
    }

    /** The labels that a model or a data set knows, sorted. */
    public static Set<String> labels(OutputInfo<Label> known) {
        Set<String> labels = new TreeSet<>();
        known.getDomain().forEach(label -> labels.add(label.getLabel()));
        return labels;
    }

    /** Requires a known label of every example. */
    public static void requireKnown(String what, String of, Dataset<Label> data, Set<String> known) {
        for (Example<Label> example : data) {
            String label = example.getOutput().getLabel();
            if (label.equals(Label.UNKNOWN)) {
                throw new CommandException(
                        ExitCode.BAD_DATA, what + ": an example without a label cannot be evaluated");
            }
            if (!known.contains(label)) {
                throw new CommandException(
                        ExitCode.BAD_DATA,
                        what + ": the label '" + label + "' is not among those of " + of + ": "
                                + String.join(", ", known) + inAnotherForm(label, known));
            }
        }
    }

    private static void warnOfTrainingExamples(
            Console console,
            String what,
            DataSource<Label> training,
            DataSource<Label> measured,
            Dataset<Label> examples) {
        warnOfShared(console, what, SourceOverlap.count(training, measured), examples, "training data");
    }

    /** Warns where a model was trained on examples of a source, as far as its provenance tells. */
    public static void warnOfTrainingExamples(
            Console console,
            String what,
            String name,
            Model<Label> model,
            DataSource<Label> measured,
            Dataset<Label> examples) {
        int shared = SourceOverlap.count(model.getProvenance().getDatasetProvenance(), measured);
        warnOfShared(console, what, shared, examples, "training data of the model " + name);
        if (SourceOverlap.hasChanged(model.getProvenance().getDatasetProvenance(), measured)) {
            console.warn("WARNING: " + what + ": the files have changed since the model " + name
                    + " was trained on a part of"
                    + " them, and some of its training data may be in this part now; keep images for tests in a folder of"
                    + " their own");
        }
    }

    /** What is measured then says little about other examples. */
    private static void warnOfShared(
            Console console, String what, int shared, Dataset<Label> examples, String training) {
        if (shared > 0) {
            console.warn("WARNING: " + what + ": " + Numbers.count(Math.min(shared, examples.size())) + " of the "
                    + Numbers.count(examples.size()) + " examples are " + training
                    + ", so that the error on them says little about others");
        }
    }

    /** What is measured then says nothing about these classes. */
    private static void warnOfMissingClasses(Console console, Set<String> known, Dataset<Label> test) {
        Set<String> missing = new TreeSet<>(known);
        missing.removeAll(labels(test.getOutputInfo()));
        if (!missing.isEmpty()) {
            console.warn("WARNING: test data: no example of " + missing.size() + " of the " + known.size()
                    + " classes of the training data: "
                    + missing.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                    + (missing.size() > MOST_NAMES ? ", ..." : ""));
        }
    }

    private static String inAnotherForm(String label, Set<String> known) {
        String normalised = Normalizer.normalize(label, Normalizer.Form.NFC);
        boolean same = known.stream()
                .anyMatch(other ->
                        Normalizer.normalize(other, Normalizer.Form.NFC).equals(normalised));
        return same ? " (one of them is the same text in another Unicode form)" : "";
    }
}
