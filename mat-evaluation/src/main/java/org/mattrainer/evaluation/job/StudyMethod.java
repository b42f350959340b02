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
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mattrainer.configuration.ComponentBuilder;

/**
 * A method of a study: a job, which may stand in a configuration file of its own, and what is changed in it. Methods
 * whose components have the same names, such as the examples of this project, go into one study by their files.
 */
public final class StudyMethod implements Configurable, Provenancable<ConfiguredObjectProvenance> {

    @Config(
            description =
                    "The configuration file of the job, relative to that of the study; the study's own if absent.")
    private String file = null;

    @Config(
            description =
                    "Name of the TrainJob; that of the global property job, or the only one of its configuration, if absent.")
    private String job = null;

    @Config(description = "What tables call the method; the name of this component if absent.")
    private String label = null;

    @Config(description = "Seeds of this method in place of the study's, such as one where no number is random.")
    private long[] seeds = {};

    @Config(
            description =
                    "The properties that hold the seed, such as trainer.seed; that of every trainer of the job if empty.")
    private List<String> seedProperties = new ArrayList<>();

    @Config(description = "What is changed in the job's configuration: component.property, or a global property.")
    private Map<String, String> overrides = new TreeMap<>();

    /** For olcut. */
    private StudyMethod() {}

    /**
     * Starts the method with the defaults of all settings.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder(new StudyMethod());
    }

    /**
     * The configuration file of the job.
     *
     * @return empty for that of the study
     */
    public Optional<String> file() {
        return Optional.ofNullable(file);
    }

    /**
     * Name of the job.
     *
     * @return empty for the only one
     */
    public Optional<String> job() {
        return Optional.ofNullable(job);
    }

    /**
     * What tables call the method.
     *
     * @return empty for the name of the component
     */
    public Optional<String> label() {
        return Optional.ofNullable(label);
    }

    /**
     * Seeds in place of the study's.
     *
     * @return a new array, empty for those of the study
     */
    public long[] seeds() {
        return seeds.clone();
    }

    /**
     * The properties that hold the seed.
     *
     * @return {@code component.property} each; empty for that of every trainer
     */
    public List<String> seedProperties() {
        return List.copyOf(seedProperties);
    }

    /**
     * What is changed.
     *
     * @return values by {@code component.property} or global property, sorted
     */
    public Map<String, String> overrides() {
        return new TreeMap<>(overrides);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "StudyMethod");
    }

    @Override
    public String toString() {
        return "StudyMethod(file=" + file + ",job=" + job + ",label=" + label + ",overrides=" + overrides + ")";
    }

    /** Makes a {@link StudyMethod}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends ComponentBuilder<StudyMethod, Builder> {

        private Builder(StudyMethod it) {
            super(it);
        }

        /**
         * Sets the configuration file of the job.
         *
         * @param file null for that of the study
         * @return this
         */
        public Builder file(String file) {
            return set(it -> it.file = file);
        }

        /**
         * Sets the name of the job.
         *
         * @param job null for the only one
         * @return this
         */
        public Builder job(String job) {
            return set(it -> it.job = job);
        }

        /**
         * Sets what tables call the method.
         *
         * @param label null for the name of the component
         * @return this
         */
        public Builder label(String label) {
            return set(it -> it.label = label);
        }

        /**
         * Sets the seeds in place of the study's.
         *
         * @param seeds none for the study's
         * @return this
         */
        public Builder seeds(long... seeds) {
            return set(it -> it.seeds = seeds.clone());
        }

        /**
         * Sets the properties that hold the seed.
         *
         * @param seedProperties empty for that of every trainer
         * @return this
         */
        public Builder seedProperties(List<String> seedProperties) {
            return set(it -> it.seedProperties = new ArrayList<>(seedProperties));
        }

        /**
         * Sets what is changed in the job's configuration.
         *
         * @param overrides values by {@code component.property} or global property
         * @return this
         */
        public Builder overrides(Map<String, String> overrides) {
            return set(it -> it.overrides = new TreeMap<>(overrides));
        }
    }
}
