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
package org.mattrainer.objective;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mattrainer.adversarial.InputBox;
import org.mattrainer.adversarial.NetworkSurroundings;
import org.mattrainer.divergence.LatentDivergence;
import org.mattrainer.divergence.LatentKind;
import org.mattrainer.divergence.OutputDivergence;
import org.mattrainer.internal.engine.DropoutMasks;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.PassMode;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.nn.TensorShape;

/**
 * What the terms of the objective see of a training step: the clean batches, the mixture, the surroundings of a batch,
 * and memory. Made once for a training and used by one thread.
 */
public final class StepContext {

    private final NetworkEngine engine;
    private final GaussianMixture mixture;
    private final StepExamples labelled;
    private final StepExamples unlabelled;
    private final Map<LatentKind, LatentDivergence> latentDivergences = new EnumMap<>(LatentKind.class);
    private final OutputDivergence outputDivergence;
    private final Map<String, Auxiliary> auxiliaries;
    private final Teacher teacher;
    private final InputBox box;
    private final Map<String, ExampleMemory> kept;
    private final Draws draws;
    private DropoutMasks jointMasks;
    private RowMemory memory;
    private NetworkSurroundings surroundings;
    private double progress;
    private long gradients;
    private long zeroGradients;
    private Map<String, Double> measures = new LinkedHashMap<>();

    /**
     * Memory for a training of the model alone.
     *
     * @param engine the engine
     * @param mixture the mixture, null when no term uses one
     * @param draws source of random numbers
     */
    @SuppressWarnings("exports") // called by the training alone, which is inside as the type is
    public StepContext(NetworkEngine engine, GaussianMixture mixture, Draws draws) {
        this(engine, mixture, draws, Map.of(), null, null, Map.of());
    }

    /**
     * Memory for a training.
     *
     * @param engine the engine of the model
     * @param mixture the mixture, null when no term uses one
     * @param draws source of random numbers
     * @param auxiliaries the networks beside the model by name
     * @param teacher the teacher, null when no term has one
     * @param box range of the pixels, null when no term uses it
     * @param kept what terms keep for each example, by the name of the term
     */
    @SuppressWarnings("exports") // called by the training alone, which is inside as the type is
    public StepContext(
            NetworkEngine engine,
            GaussianMixture mixture,
            Draws draws,
            Map<String, Auxiliary> auxiliaries,
            Teacher teacher,
            InputBox box,
            Map<String, ExampleMemory> kept) {
        this.engine = engine;
        this.draws = draws;
        this.mixture = mixture;
        this.labelled = new StepExamples(engine, draws, true);
        this.unlabelled = new StepExamples(engine, draws, false);
        this.auxiliaries = new LinkedHashMap<>(auxiliaries);
        this.teacher = teacher;
        this.box = box;
        this.kept = Map.copyOf(kept);
        this.outputDivergence = new OutputDivergence(engine.plan().network().classes());
    }

    /**
     * Starts a step; the batches are set apart.
     *
     * @param share share of the training that is done, in [0, 1)
     */
    public void begin(double share) {
        progress = share;
        gradients = 0;
        zeroGradients = 0;
        measures.clear();
        auxiliaries.values().forEach(Auxiliary::begin);
    }

    /** Starts the part of a step in which networks beside the model answer to its update. */
    public void beginAnswers() {
        auxiliaries.values().forEach(Auxiliary::begin);
    }

    /**
     * Share of the training that is done.
     *
     * @return in [0, 1)
     */
    public double progress() {
        return progress;
    }

    /**
     * The shape of an example.
     *
     * @return that of the model's input
     */
    public TensorShape input() {
        return engine.plan().network().input();
    }

    /**
     * The labelled examples.
     *
     * @return at least one in every step
     */
    public StepExamples labelled() {
        return labelled;
    }

    /**
     * The unlabelled examples.
     *
     * @return empty when the training is supervised
     */
    public StepExamples unlabelled() {
        return unlabelled;
    }

    /**
     * The mixture in the latent space.
     *
     * @return null when no term uses one
     */
    public GaussianMixture mixture() {
        return mixture;
    }

    /**
     * A divergence in the latent space.
     *
     * @param kind its kind
     * @return the divergence seen by the mixture of this training
     */
    public LatentDivergence latentDivergence(LatentKind kind) {
        return latentDivergences.computeIfAbsent(kind, k -> LatentDivergence.of(k, mixture));
    }

    /**
     * The divergence of the outputs.
     *
     * @return L_KL
     */
    public OutputDivergence outputDivergence() {
        return outputDivergence;
    }

    /**
     * A network beside the model.
     *
     * @param name its name
     * @return the network
     * @throws IllegalArgumentException if no term has announced it by {@link Term#auxiliaries}
     */
    public Auxiliary auxiliary(String name) {
        Auxiliary auxiliary = auxiliaries.get(name);
        if (auxiliary == null) {
            throw new IllegalArgumentException(
                    "Expected one of the auxiliary networks " + auxiliaries.keySet() + ", found " + name);
        }
        return auxiliary;
    }

    /**
     * The teacher.
     *
     * @return the network that follows the model
     * @throws IllegalStateException if no term has announced it by {@link Term#teacherDecay}
     */
    public Teacher teacher() {
        if (teacher == null) {
            throw new IllegalStateException("Expected a term with a teacherDecay, found none");
        }
        return teacher;
    }

    /**
     * What a term keeps for each example of the training.
     *
     * @param term its name
     * @return the memory
     * @throws IllegalStateException if the term keeps nothing by {@link Term#keptPerExample}
     */
    public ExampleMemory kept(String term) {
        ExampleMemory found = kept.get(term);
        if (found == null) {
            throw new IllegalStateException(
                    "Expected a term " + term + " that keeps numbers of examples, found " + kept.keySet());
        }
        return found;
    }

    /**
     * The surroundings of a batch.
     *
     * @return memory that one term after the other uses
     */
    public NetworkSurroundings surroundings() {
        if (surroundings == null) {
            surroundings = new NetworkSurroundings(engine, box);
        }
        return surroundings;
    }

    /**
     * Memory for rows of numbers.
     *
     * @return memory that one term after the other uses
     */
    public RowMemory memory() {
        if (memory == null) {
            memory = new RowMemory(engine);
        }
        return memory;
    }

    /**
     * Counts input gradients.
     *
     * @param all number of gradients that a term used
     * @param zero how many of them were exactly 0
     */
    public void countGradients(long all, long zero) {
        gradients += all;
        zeroGradients += zero;
    }

    /**
     * Reports what a term measured apart from its value, such as a part of it without its weight. What a term reports
     * under one name in one step is added up.
     *
     * @param name what was measured, a word that can stand in the head of a table
     * @param value mean over the examples of the step, or the share of one batch in it
     */
    public void measure(String name, double value) {
        measures.merge(name, value, Double::sum);
    }

    /**
     * What the terms measured since the last call.
     *
     * @return values by name in the order of the reports; kept no longer
     */
    public Map<String, Double> takeMeasures() {
        if (measures.isEmpty()) {
            return Collections.emptyMap();
        }
        Map<String, Double> taken = measures;
        measures = new LinkedHashMap<>();
        return taken;
    }

    /**
     * Number of input gradients used in this step.
     *
     * @return at least 0
     */
    public long gradients() {
        return gradients;
    }

    /**
     * Number of input gradients of this step that were exactly 0.
     *
     * @return at most {@link #gradients()}
     */
    public long zeroGradients() {
        return zeroGradients;
    }

    /**
     * The mode of a pass over several batches, one behind the other, that changes the running statistics unless a pass without
     * noise does.
     *
     * @param parts the batches; one that is there twice has other dropout masks the second time
     * @return the mode
     */
    @SuppressWarnings("exports") // handed on as it is, never looked into outside
    public PassMode jointMode(List<StepExamples> parts) {
        if (jointMasks == null) {
            jointMasks = DropoutMasks.of(engine);
        }
        if (jointMasks != null) {
            StepKeys.joint(draws, parts, jointMasks);
        }
        return new PassMode(true, parts.stream().noneMatch(StepExamples::takesStatisticsWithoutNoise), jointMasks);
    }

    /** Forgets what the terms added to the gradients of the passes that they share. */
    public void clearGradients() {
        labelled.clearGradients();
        unlabelled.clearGradients();
    }

    /** Adds the parameter gradients of the passes that all terms share. */
    public void backward() {
        labelled.backward();
        unlabelled.backward();
    }
}
