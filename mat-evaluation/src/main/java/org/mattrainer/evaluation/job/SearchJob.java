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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.mattrainer.configuration.ComponentBuilder;
import org.mattrainer.evaluation.trial.ComparedOn;
import org.mattrainer.internal.numbers.Checks;
import org.tribuo.Trainer;

/**
 * A search for good values of some properties: {@code tribuo-train} runs a {@link TrainJob} once for each choice of
 * values and compares the models on the job's validation examples.
 */
public final class SearchJob implements Configurable, Provenancable<ConfiguredObjectProvenance> {

    /** Draws for each trial after which it is taken that no other choice is left. */
    private static final long MOST_DRAWS = 1000;

    @Config(
            description =
                    "Name of the TrainJob to vary, which needs a validationSource; that of the global property job, or the"
                            + " only one, if absent.")
    private String job = null;

    @Config(mandatory = true, description = "The properties to vary, at least one.")
    private List<SearchParameter> parameters = new ArrayList<>();

    @Config(description = "How the trials are chosen: GRID, RANDOM or HALVING.")
    private SearchStrategy strategy = SearchStrategy.GRID;

    @Config(
            description =
                    "Number of trials of the strategies RANDOM and HALVING, at least 1; fewer where there are fewer choices.")
    private int trials = 10;

    @Config(description = "Epochs after which HALVING keeps the best trials only, ascending from at least 1.")
    private int[] rungs = {};

    @Config(description = "Of the trials at a rung, one in this many goes on, rounded up; at least 2.")
    private int reductionFactor = 2;

    @Config(description = "Seed of the values that are drawn.")
    private long seed = Trainer.DEFAULT_SEED;

    @Config(description = "The seeds of every choice of values, whose mean decides; that of the trainer if empty.")
    private long[] seeds = {};

    @Config(description = "How many trials run at a time, at least 1; they share the threads.")
    private int parallelTrials = 1;

    @Config(description = "The folder of the trials; runs/<name of the component> in the working directory if absent.")
    private Path outputDirectory = null;

    /** For olcut. */
    private SearchJob() {}

    /**
     * Starts the search with the defaults of all other settings.
     *
     * @param parameters the properties to vary, at least one
     * @return the builder
     */
    public static Builder builder(List<SearchParameter> parameters) {
        SearchJob it = new SearchJob();
        it.parameters = new ArrayList<>(parameters);
        return new Builder(it);
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(!parameters.isEmpty(), "parameters", "at least one", "none");
        Checks.atLeast(1, "trials", trials);
        requireRungs();
        Checks.atLeast(1, "parallelTrials", parallelTrials);
        long properties =
                parameters.stream().map(SearchParameter::property).distinct().count();
        Checks.require(properties >= parameters.size(), "parameters", "each property once", "one twice");
        for (SearchParameter parameter : parameters) {
            Checks.require(
                    strategy != SearchStrategy.GRID || !parameter.values().isEmpty(),
                    "parameters",
                    "values of " + parameter.property() + " for a GRID",
                    "a range");
        }
    }

    private void requireRungs() {
        if ((strategy == SearchStrategy.HALVING) != (rungs.length > 0)) {
            throw new PropertyException(
                    "",
                    "rungs",
                    strategy == SearchStrategy.HALVING
                            ? "expected epochs after which HALVING keeps the best, found none"
                            : "expected none for " + strategy + ", found " + Arrays.toString(rungs));
        }
        int last = 0;
        for (int rung : rungs) {
            Checks.require(rung > last, "rungs", "epochs ascending from at least 1", Arrays.toString(rungs));
            last = rung;
        }
        Checks.atLeast(2, "reductionFactor", reductionFactor);
    }

    /**
     * How the trials are chosen.
     *
     * @return the strategy
     */
    public SearchStrategy strategy() {
        return strategy;
    }

    /**
     * The epochs after which the best trials go on.
     *
     * @return ascending, empty without halving
     */
    public List<Integer> rungs() {
        return Arrays.stream(rungs).boxed().toList();
    }

    /**
     * How many trials there are at a rung for each that goes on.
     *
     * @return at least 2
     */
    public int reductionFactor() {
        return reductionFactor;
    }

    /**
     * Name of the job to vary.
     *
     * @return empty for the only one
     */
    public Optional<String> job() {
        return Optional.ofNullable(job);
    }

    /**
     * The seeds of every choice of values.
     *
     * @return a new array, empty for that of the trainer
     */
    public long[] seeds() {
        return seeds.clone();
    }

    /**
     * The search as a study whose methods are the choices of values.
     *
     * @param methods names of the choices
     * @param studySeeds the seeds of each
     * @param folder the folder of the trials, or null
     * @return the study
     */
    public StudyJob study(List<String> methods, long[] studySeeds, Path folder) {
        return new StudyJob(methods, studySeeds, ComparedOn.VALIDATION, parallelTrials, folder);
    }

    /**
     * The folder of the trials.
     *
     * @return the folder, if one is given
     */
    public Optional<Path> outputDirectory() {
        return Optional.ofNullable(outputDirectory);
    }

    /**
     * The properties to vary.
     *
     * @return their names in order
     */
    public List<String> properties() {
        return parameters.stream().map(SearchParameter::property).toList();
    }

    /**
     * The values of every trial. Those that are drawn are all different, so that there are fewer trials than asked for where
     * the lists have fewer combinations.
     *
     * @return for each trial the properties with their values, in the order of the parameters
     */
    public List<Map<String, String>> assignments() {
        return strategy == SearchStrategy.GRID ? grid() : random();
    }

    /** The last parameter changes fastest. */
    private List<Map<String, String>> grid() {
        List<Map<String, String>> all = List.of(Map.of());
        for (SearchParameter parameter : parameters) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> shorter : all) {
                for (String value : parameter.values()) {
                    Map<String, String> assignment = new LinkedHashMap<>(shorter);
                    assignment.put(parameter.property(), value);
                    longer.add(assignment);
                }
            }
            all = longer;
        }
        return all;
    }

    /** No choice is drawn twice, as a second training of it would only repeat the first. */
    private List<Map<String, String>> random() {
        SplittableRandom random = new SplittableRandom(seed);
        Set<Map<String, String>> all = new LinkedHashSet<>();
        for (long draws = 0; all.size() < trials && draws < MOST_DRAWS * trials; draws++) {
            Map<String, String> assignment = new LinkedHashMap<>();
            parameters.forEach(parameter -> assignment.put(parameter.property(), parameter.draw(random)));
            all.add(assignment);
        }
        return List.copyOf(all);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "SearchJob");
    }

    @Override
    public String toString() {
        return "SearchJob(job=" + job + ",parameters=" + parameters + ",strategy=" + strategy + ",trials=" + trials
                + ",seed=" + seed + ")";
    }

    /** Makes a {@link SearchJob}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends ComponentBuilder<SearchJob, Builder> {

        private Builder(SearchJob it) {
            super(it);
        }

        /**
         * Sets the name of the {@link TrainJob} to vary.
         *
         * @param job null for the only one
         * @return this
         */
        public Builder job(String job) {
            return set(it -> it.job = job);
        }

        /**
         * Sets how the trials are chosen.
         *
         * @param strategy {@link SearchStrategy#GRID} if this is not called
         * @return this
         */
        public Builder strategy(SearchStrategy strategy) {
            return set(it -> it.strategy = strategy);
        }

        /**
         * Sets the number of trials of the strategies RANDOM and HALVING.
         *
         * @param trials at least 1; 10 if this is not called
         * @return this
         */
        public Builder trials(int trials) {
            return set(it -> it.trials = trials);
        }

        /**
         * Sets the epochs after which HALVING keeps the best trials only.
         *
         * @param rungs ascending from at least 1; none if this is not called
         * @return this
         */
        public Builder rungs(int... rungs) {
            return set(it -> it.rungs = rungs.clone());
        }

        /**
         * Sets how many trials there are at a rung for each that goes on.
         *
         * @param reductionFactor at least 2; 2 if this is not called
         * @return this
         */
        public Builder reductionFactor(int reductionFactor) {
            return set(it -> it.reductionFactor = reductionFactor);
        }

        /**
         * Sets the seed of the values that are drawn.
         *
         * @param seed that of the host's trainers if this is not called
         * @return this
         */
        public Builder seed(long seed) {
            return set(it -> it.seed = seed);
        }

        /**
         * Sets the folder of the trials.
         *
         * @param outputDirectory null for one of the name of the component
         * @return this
         */
        public Builder outputDirectory(Path outputDirectory) {
            return set(it -> it.outputDirectory = outputDirectory);
        }

        /**
         * Sets the seeds of every choice of values, whose mean decides.
         *
         * @param seeds none for that of the trainer
         * @return this
         */
        public Builder seeds(long... seeds) {
            return set(it -> it.seeds = seeds.clone());
        }

        /**
         * Sets how many trials run at a time.
         *
         * @param parallelTrials at least 1; 1 if this is not called
         * @return this
         */
        public Builder parallelTrials(int parallelTrials) {
            return set(it -> it.parallelTrials = parallelTrials);
        }
    }
}
