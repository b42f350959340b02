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
package org.mattrainer.evaluation.job;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mattrainer.evaluation.trial.ComparedOn;
import org.mattrainer.internal.numbers.Checks;

/**
 * A study: {@code tribuo-train} runs every method with every seed on every data set, each trial in a run folder of its
 * own, and compares them. Methods may be jobs of any trainer of labels.
 */
public final class StudyJob implements Configurable, Provenancable<ConfiguredObjectProvenance> {

    @Config(mandatory = true, description = "The methods, at least one: names of TrainJobs or of StudyMethods.")
    private List<String> methods = new ArrayList<>();

    @Config(description = "The seeds of every method; none for that of each trainer, thus one trial.")
    private long[] seeds = {1, 2, 3};

    @Config(description = "The data sets; those of the jobs if empty.")
    private List<StudyDataSet> dataSets = new ArrayList<>();

    @Config(description = "Name of the method that the others are compared with; the first one if absent.")
    private String baseline = null;

    @Config(description = "On which examples the methods are compared: TEST or VALIDATION.")
    private ComparedOn comparedOn = ComparedOn.TEST;

    @Config(description = "Share of the training examples to hold out as validation examples; 0 for none.")
    private double heldOut = 0;

    @Config(description = "Seed of the choice of the examples that are held out.")
    private long heldOutSeed = 1;

    @Config(description = "What to evaluate on each model once all are trained: names of evaluators.")
    private List<String> evaluations = new ArrayList<>();

    @Config(description = "Which models stay on disk in the end: ALL, FIRST_SEED or NONE.")
    private KeptModels keepModels = KeptModels.ALL;

    @Config(description = "What is changed in every job's configuration: component.property, or a global property.")
    private Map<String, String> overrides = new TreeMap<>();

    @Config(description = "How many trials run at a time, at least 1; they share the threads.")
    private int parallelTrials = 1;

    @Config(description = "Minutes after which the command saves and ends, to go on with --resume; 0 for no limit.")
    private double budgetMinutes = 0;

    @Config(description = "Name of the StudyJob that --quick runs in place of this one.")
    private String quick = null;

    @Config(description = "The study's folder; runs/<name of the component> in the working directory if absent.")
    private Path outputDirectory = null;

    /** For olcut. */
    private StudyJob() {}

    /**
     * A study of methods on their own data, compared with the first of them.
     *
     * @param methods names of the methods, at least one
     * @param seeds the seeds of every method, none for that of each trainer
     * @param comparedOn on which examples they are compared
     * @param parallelTrials how many trials run at a time, at least 1
     * @param outputDirectory the study's folder, or null for {@code runs/<name>}
     * @throws PropertyException if a value is out of range or occurs twice
     */
    public StudyJob(
            List<String> methods, long[] seeds, ComparedOn comparedOn, int parallelTrials, Path outputDirectory) {
        this.methods = new ArrayList<>(methods);
        this.seeds = seeds.clone();
        this.comparedOn = comparedOn;
        this.parallelTrials = parallelTrials;
        this.outputDirectory = outputDirectory;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(!methods.isEmpty(), "methods", "at least one", "none");
        requireDistinct("methods", methods);
        requireDistinct("seeds", Arrays.stream(seeds).boxed().toList());
        requireDistinct("evaluations", evaluations);
        requireDistinct("dataSets", dataSets);
        Checks.require(
                baseline == null || methods.contains(baseline),
                "baseline",
                "one of the methods " + String.join(", ", methods),
                "'" + baseline + "'");
        Checks.share("heldOut", heldOut);
        Checks.atLeast(1, "parallelTrials", parallelTrials);
        Checks.require(budgetMinutes >= 0, "budgetMinutes", "at least 0", budgetMinutes);
    }

    private static void requireDistinct(String property, List<?> values) {
        Checks.require(new HashSet<>(values).size() == values.size(), property, "each once", "one twice in " + values);
    }

    /**
     * The methods.
     *
     * @return names of jobs or methods, in order
     */
    public List<String> methods() {
        return List.copyOf(methods);
    }

    /**
     * The seeds of every method.
     *
     * @return a new array, empty for that of each trainer
     */
    public long[] seeds() {
        return seeds.clone();
    }

    /**
     * The data sets.
     *
     * @return empty for those of the jobs
     */
    public List<StudyDataSet> dataSets() {
        return List.copyOf(dataSets);
    }

    /**
     * The method that the others are compared with.
     *
     * @return one of the methods
     */
    public String baseline() {
        return baseline == null ? methods.get(0) : baseline;
    }

    /**
     * On which examples the methods are compared.
     *
     * @return the examples
     */
    public ComparedOn comparedOn() {
        return comparedOn;
    }

    /**
     * Share of the training examples that is held out for validation.
     *
     * @return in [0, 1), 0 for none
     */
    public double heldOut() {
        return heldOut;
    }

    /**
     * Seed of the choice of the examples that are held out.
     *
     * @return any number
     */
    public long heldOutSeed() {
        return heldOutSeed;
    }

    /**
     * What to evaluate on each model.
     *
     * @return names of evaluators, in order
     */
    public List<String> evaluations() {
        return List.copyOf(evaluations);
    }

    /**
     * Which models stay on disk.
     *
     * @return the choice
     */
    public KeptModels keepModels() {
        return keepModels;
    }

    /**
     * What is changed in every job.
     *
     * @return values by {@code component.property} or global property, sorted
     */
    public Map<String, String> overrides() {
        return new TreeMap<>(overrides);
    }

    /**
     * How many trials run at a time.
     *
     * @return at least 1
     */
    public int parallelTrials() {
        return parallelTrials;
    }

    /**
     * Time after which the command ends.
     *
     * @return in minutes, 0 for no limit
     */
    public double budgetMinutes() {
        return budgetMinutes;
    }

    /**
     * The reduced variant of this study.
     *
     * @return name of another study, if there is one
     */
    public Optional<String> quick() {
        return Optional.ofNullable(quick);
    }

    /**
     * The study's folder.
     *
     * @return the folder, if one is given
     */
    public Optional<Path> outputDirectory() {
        return Optional.ofNullable(outputDirectory);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "StudyJob");
    }

    @Override
    public String toString() {
        return "StudyJob(methods=" + methods + ",seeds=" + Arrays.toString(seeds) + ",dataSets=" + dataSets
                + ",baseline=" + baseline() + ",comparedOn=" + comparedOn + ",heldOut=" + heldOut + ",evaluations="
                + evaluations + ")";
    }
}
