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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mattrainer.evaluation.JobEvaluator;
import org.mattrainer.evaluation.JobEvaluators;
import org.mattrainer.internal.numbers.Checks;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;

/**
 * A run of {@code tribuo-train} as a component: what is trained, on which data, how it is evaluated, and where the
 * results go. The trainer may be any trainer of labels.
 */
public final class TrainJob implements Configurable, Provenancable<ConfiguredObjectProvenance> {

    @Config(mandatory = true, description = "The trainer.")
    private Trainer<Label> trainer;

    @Config(mandatory = true, description = "The examples to train on.")
    private ConfigurableDataSource<Label> trainSource;

    @Config(description = "The examples to evaluate on; without it the model is not evaluated.")
    private ConfigurableDataSource<Label> testSource = null;

    @Config(description = "The examples whose error is shown after each epoch, where the trainer has epochs.")
    private ConfigurableDataSource<Label> validationSource = null;

    @Config(description = "What to evaluate beside the usual accuracy, precision, recall and confusion matrix.")
    private List<JobEvaluator> evaluators = new ArrayList<>();

    @Config(description = "Features that occur in fewer training examples are dropped; 0 keeps all.")
    private int minimumCount = 0;

    @Config(description = "Name of the run, also of its folder; the name of the configuration if absent.")
    private String name = null;

    @Config(description = "The run folder; runs/<name> in the working directory if absent.")
    private Path outputDirectory = null;

    /** For olcut. */
    private TrainJob() {}

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.atLeast(0, "minimumCount", minimumCount);
        JobName.check(name);
        JobEvaluators.requireToldApart(evaluators);
    }

    /**
     * The trainer.
     *
     * @return any trainer of labels
     */
    public Trainer<Label> trainer() {
        return trainer;
    }

    /**
     * The examples to train on.
     *
     * @return the source
     */
    public ConfigurableDataSource<Label> trainSource() {
        return trainSource;
    }

    /**
     * The examples to evaluate on.
     *
     * @return the source, if there is one
     */
    public Optional<ConfigurableDataSource<Label>> testSource() {
        return Optional.ofNullable(testSource);
    }

    /**
     * The examples whose error is shown after each epoch.
     *
     * @return the source, if there is one
     */
    public Optional<ConfigurableDataSource<Label>> validationSource() {
        return Optional.ofNullable(validationSource);
    }

    /**
     * What to evaluate beside the usual evaluation.
     *
     * @return the evaluators in order
     */
    public List<JobEvaluator> evaluators() {
        return List.copyOf(evaluators);
    }

    /**
     * The count below which a feature is dropped.
     *
     * @return 0 to keep all
     */
    public int minimumCount() {
        return minimumCount;
    }

    /**
     * Name of the run.
     *
     * @return the name, if one is given
     */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /**
     * The run folder.
     *
     * @return the folder, if one is given
     */
    public Optional<Path> outputDirectory() {
        return Optional.ofNullable(outputDirectory);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "TrainJob");
    }

    @Override
    public String toString() {
        return "TrainJob(name=" + name + ",trainer=" + trainer + ",evaluators=" + evaluators + ",minimumCount="
                + minimumCount + ")";
    }
}
