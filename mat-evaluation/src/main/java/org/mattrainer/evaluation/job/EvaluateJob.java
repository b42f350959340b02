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
import org.mattrainer.RandomisedSmoothing;
import org.mattrainer.evaluation.JobEvaluator;
import org.mattrainer.evaluation.JobEvaluators;
import org.mattrainer.evaluation.MixtureFit;
import org.mattrainer.evaluation.study.EmbeddingStudy;
import org.mattrainer.evaluation.study.GalleryStudy;
import org.mattrainer.internal.numbers.Checks;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.classification.Label;

/** An examination of trained models: what {@code tribuo-evaluate} runs. */
public final class EvaluateJob implements Configurable, Provenancable<ConfiguredObjectProvenance> {

    @Config(mandatory = true, description = "The examples to evaluate on.")
    private ConfigurableDataSource<Label> testSource;

    @Config(description = "The models: run folders or model files; usually given on the command line.")
    private List<String> models = new ArrayList<>();

    @Config(description = "How the models are smoothed before everything else; not at all if absent.")
    private RandomisedSmoothing smoothing = null;

    @Config(description = "Examples of another kind, which a model should be less sure about.")
    private ConfigurableDataSource<Label> outOfDistributionSource = null;

    @Config(description = "The mixture that a network without one gets; none if absent.")
    private MixtureFit mixtureFit = null;

    @Config(description = "What to evaluate beside the usual accuracy, precision, recall and confusion matrix.")
    private List<JobEvaluator> evaluators = new ArrayList<>();

    @Config(description = "Layers to embed in the plane.")
    private List<EmbeddingStudy> embeddings = new ArrayList<>();

    @Config(description = "Attacked images to show side by side; none if absent.")
    private GalleryStudy gallery = null;

    @Config(description = "How many of the wrong predictions with the highest confidence to show, at least 0.")
    private int mistakes = 12;

    @Config(description = "Name of the evaluation, also of its folder; the name of the configuration if absent.")
    private String name = null;

    @Config(description = "The folder of the report; runs/<name> in the working directory if absent.")
    private Path outputDirectory = null;

    /** For olcut. */
    private EvaluateJob() {}

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.atLeast(0, "mistakes", mistakes);
        JobName.check(name);
        JobEvaluators.requireToldApart(evaluators);
    }

    /**
     * The examples to evaluate on.
     *
     * @return the source
     */
    public ConfigurableDataSource<Label> testSource() {
        return testSource;
    }

    /**
     * The models.
     *
     * @return run folders or model files
     */
    public List<String> models() {
        return List.copyOf(models);
    }

    /**
     * How the models are smoothed before everything else.
     *
     * @return the votes, if there should be any
     */
    public Optional<RandomisedSmoothing> smoothing() {
        return Optional.ofNullable(smoothing);
    }

    /**
     * Examples of another kind.
     *
     * @return the source, if there is one
     */
    public Optional<ConfigurableDataSource<Label>> outOfDistributionSource() {
        return Optional.ofNullable(outOfDistributionSource);
    }

    /**
     * The mixture that a network without one gets.
     *
     * @return how it is fitted, if it should be
     */
    public Optional<MixtureFit> mixtureFit() {
        return Optional.ofNullable(mixtureFit);
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
     * Layers to embed in the plane.
     *
     * @return the studies in order
     */
    public List<EmbeddingStudy> embeddings() {
        return List.copyOf(embeddings);
    }

    /**
     * Attacked images to show.
     *
     * @return the gallery, if one is wanted
     */
    public Optional<GalleryStudy> gallery() {
        return Optional.ofNullable(gallery);
    }

    /**
     * How many confident mistakes to show.
     *
     * @return at least 0
     */
    public int mistakes() {
        return mistakes;
    }

    /**
     * Name of the evaluation.
     *
     * @return the name, if one is given
     */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /**
     * The folder of the report.
     *
     * @return the folder, if one is given
     */
    public Optional<Path> outputDirectory() {
        return Optional.ofNullable(outputDirectory);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "EvaluateJob");
    }

    @Override
    public String toString() {
        return "EvaluateJob(name=" + name + ",models=" + models + ",evaluators=" + evaluators + ",embeddings="
                + embeddings + ",gallery=" + gallery + ",mistakes=" + mistakes + ")";
    }
}
