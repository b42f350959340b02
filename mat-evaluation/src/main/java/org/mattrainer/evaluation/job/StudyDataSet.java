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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A data set of a study: sources of its configuration that take the place of those of every job, and what else is
 * changed in the jobs. The sources are named, not made, so that a study of many data sets reads them one at a time.
 */
public final class StudyDataSet implements Configurable, Provenancable<ConfiguredObjectProvenance> {

    @Config(description = "What tables call the data set; the name of this component if absent.")
    private String label = null;

    @Config(description = "Name of the source to train on; that of each job if absent.")
    private String trainSource = null;

    @Config(description = "Name of the source to evaluate on; that of each job if absent.")
    private String testSource = null;

    @Config(description = "Name of the source to validate on; that of each job if absent.")
    private String validationSource = null;

    @Config(description = "What is changed in each job's configuration: component.property, or a global property.")
    private Map<String, String> overrides = new TreeMap<>();

    /** For olcut. */
    private StudyDataSet() {}

    /**
     * A data set.
     *
     * @param label what tables call it, or null for the name of the component
     * @param trainSource name of the source to train on, or null for that of each job
     * @param testSource name of the source to evaluate on, or null for that of each job
     * @param validationSource name of the source to validate on, or null for that of each job
     * @param overrides values by {@code component.property} or global property
     */
    public StudyDataSet(
            String label,
            String trainSource,
            String testSource,
            String validationSource,
            Map<String, String> overrides) {
        this.label = label;
        this.trainSource = trainSource;
        this.testSource = testSource;
        this.validationSource = validationSource;
        this.overrides = new TreeMap<>(overrides);
    }

    /**
     * What tables call the data set.
     *
     * @return empty for the name of the component
     */
    public Optional<String> label() {
        return Optional.ofNullable(label);
    }

    /**
     * The sources by the property of a job that they replace.
     *
     * @return names by {@code trainSource}, {@code testSource} and {@code validationSource}, those that are given
     */
    public Map<String, String> sources() {
        Map<String, String> sources = new TreeMap<>();
        put(sources, "trainSource", trainSource);
        put(sources, "testSource", testSource);
        put(sources, "validationSource", validationSource);
        return sources;
    }

    private static void put(Map<String, String> sources, String property, String source) {
        if (source != null) {
            sources.put(property, source);
        }
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
        return new ConfiguredObjectProvenanceImpl(this, "StudyDataSet");
    }

    @Override
    public String toString() {
        return "StudyDataSet(label=" + label + ",sources=" + sources() + ",overrides=" + overrides + ")";
    }
}
