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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.mattrainer.evaluation.trial.ComparedOn;
import org.tribuo.Trainer;

/**
 * A search for good values of some properties: {@code tribuo-train} runs a {@link TrainJob} once for each choice of
 * values and compares the models on the job's validation examples.
 */
public final class SearchJob implements Configurable, Provenancable<ConfiguredObjectProvenance> {

    @Config(description = "Name of the TrainJob to vary, which needs a validationSource; the only one if absent.")
    private String job = null;

    @Config(mandatory = true, description = "The properties to vary, at least one.")
    private List<SearchParameter> parameters = new ArrayList<>();

    @Config(description = "How the trials are chosen: GRID, RANDOM or HALVING.")
    private SearchStrategy strategy = SearchStrategy.GRID;

    @Config(description = "Number of trials of the strategies RANDOM and HALVING, at least 1.")
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
     * A search.
     *
     * @param job name of the {@link TrainJob} to vary, or null for the only one
     * @param parameters the properties to vary, at least one
     * @param strategy how the trials are chosen
     * @param trials number of trials where values are drawn, at least 1
     * @param seed seed of the values that are drawn
     * @param outputDirectory the folder of the trials, or null
     * @throws PropertyException if a value is out of range or a parameter has no values for a grid
     */
    public SearchJob(
            String job,
            List<SearchParameter> parameters,
            SearchStrategy strategy,
            int trials,
            long seed,
            Path outputDirectory) {
        this.job = job;
        this.parameters = new ArrayList<>(parameters);
        this.strategy = strategy;
        this.trials = trials;
        this.seed = seed;
        this.outputDirectory = outputDirectory;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        if (parameters.isEmpty()) {
            throw new PropertyException("", "parameters", "expected at least one, found none");
        }
        if (trials < 1) {
            throw new PropertyException("", "trials", "expected at least 1, found " + trials);
        }
        requireRungs();
        if (parallelTrials < 1) {
            throw new PropertyException("", "parallelTrials", "expected at least 1, found " + parallelTrials);
        }
        long properties =
                parameters.stream().map(SearchParameter::property).distinct().count();
        if (properties < parameters.size()) {
            throw new PropertyException("", "parameters", "expected each property once, found one twice");
        }
        for (SearchParameter parameter : parameters) {
            if (strategy == SearchStrategy.GRID && parameter.values().isEmpty()) {
                throw new PropertyException(
                        "", "parameters", "expected values of " + parameter.property() + " for a GRID, found a range");
            }
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
            if (rung <= last) {
                throw new PropertyException(
                        "", "rungs", "expected epochs ascending from at least 1, found " + Arrays.toString(rungs));
            }
            last = rung;
        }
        if (reductionFactor < 2) {
            throw new PropertyException("", "reductionFactor", "expected at least 2, found " + reductionFactor);
        }
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
     * The values of every trial.
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

    private List<Map<String, String>> random() {
        SplittableRandom random = new SplittableRandom(seed);
        List<Map<String, String>> all = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            Map<String, String> assignment = new LinkedHashMap<>();
            parameters.forEach(parameter -> assignment.put(parameter.property(), parameter.draw(random)));
            all.add(assignment);
        }
        return all;
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
}
