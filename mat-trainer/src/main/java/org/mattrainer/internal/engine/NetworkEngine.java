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
package org.mattrainer.internal.engine;

import java.util.Arrays;
import java.util.List;
import org.mattrainer.internal.kernel.WeightNormalisation;
import org.mattrainer.nn.ParameterSpec;

/**
 * Runs a compiled network: packed parameters, running statistics, scratch memory and the passes. One thread at a time
 * may call it; the passes spread over the workers. All results are the same, bit for bit, for any number of threads;
 * with {@link PassMode#EVALUATION} each example's results are the same in any batch.
 */
public final class NetworkEngine {

    private final NetworkPlan plan;
    private final int capacity;
    private final Workers workers;
    private final int resident;
    private final StageWeights[] weights;
    private final float[] statistics;
    private long statisticUpdates;
    private final float[] parameters;
    private final GradientAccumulators accumulators;
    private final ForwardSweep forward;
    private final TangentSweep tangent;
    private final BackwardSweep backward;
    private final Workers.GroupTask loadTask = this::loadStage;
    private final Workers.GroupTask backwardTask = this::prepareBackward;
    private final Workers.GroupTask reduceTask = this::reduceStage;
    private float[] gradientTarget;

    /**
     * Makes an engine whose passes keep the activations of all their examples. Its parameters are 0 until
     * {@link #load}.
     *
     * @param plan the compiled network
     * @param capacity most examples of one pass, at least 1
     * @param workers the threads, which stay the caller's to close
     */
    public NetworkEngine(NetworkPlan plan, int capacity, Workers workers) {
        this(plan, capacity, capacity, workers);
    }

    /**
     * Makes an engine whose passes keep the activations of some of their examples and compute the others again when
     * derivatives need them. This bounds the memory and changes no bit of a result; passes with batch statistics are
     * limited to the resident examples.
     *
     * @param plan the compiled network
     * @param capacity most examples of one pass, at least 1
     * @param resident examples whose activations are kept, at least an eighth of the capacity (rounded up)
     * @param workers the threads, which stay the caller's to close
     */
    public NetworkEngine(NetworkPlan plan, int capacity, int resident, Workers workers) {
        if (capacity < 1) {
            throw new IllegalArgumentException("Expected a capacity of at least 1 example, found " + capacity);
        }
        if (resident < Groups.sizeFor(capacity) || resident > capacity) {
            throw new IllegalArgumentException("Expected " + Groups.sizeFor(capacity) + " to " + capacity
                    + " resident examples for a capacity of " + capacity + ", found " + resident);
        }
        this.resident = resident;
        this.plan = plan;
        this.capacity = capacity;
        this.workers = workers;
        float[][] batchFlow = WorkerMemory.buffers(plan.flows(true).sharedSizes(), resident);
        Span[] spans = new Span[workers.threads()];
        for (int i = 0; i < spans.length; i++) {
            spans[i] = new Span(plan, batchFlow, new WorkerMemory(plan, spanExamples()), i);
        }
        this.weights = new StageWeights[plan.stages().size()];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = new StageWeights(plan.stages().get(k));
        }
        this.statistics = new float[plan.network().statisticCount()];
        for (ParameterSpec spec : plan.network().statistics()) {
            Arrays.fill(
                    statistics,
                    spec.offset(),
                    spec.offset() + spec.size(),
                    spec.tensor().initial());
        }
        this.parameters = new float[plan.network().parameterCount()];
        this.accumulators = new GradientAccumulators(plan);
        Sections sections = new Sections(plan, workers, spans);
        this.forward = new ForwardSweep(plan, weights, new StageStatistics(plan, weights, statistics), sections);
        this.tangent = new TangentSweep(plan, weights, sections);
        this.backward = new BackwardSweep(plan, weights, sections);
        load(parameters);
    }

    /**
     * The compiled network.
     *
     * @return the plan
     */
    public NetworkPlan plan() {
        return plan;
    }

    /**
     * Most examples of one pass.
     *
     * @return at least 1
     */
    public int capacity() {
        return capacity;
    }

    /**
     * The threads.
     *
     * @return the workers given to the constructor
     */
    public Workers workers() {
        return workers;
    }

    /**
     * Takes over parameters: packs the weights for the kernels. To be called once after each change.
     *
     * @param values all parameters in canonical order
     * @throws IllegalArgumentException if the length is wrong
     */
    public void load(float[] values) {
        requireLength("parameters", values, parameters.length);
        System.arraycopy(values, 0, parameters, 0, values.length);
        workers.run(weights.length, loadTask);
    }

    private void loadStage(int task, int worker) {
        weights[lastFirst(task)].load(parameters);
    }

    /**
     * The running statistics in canonical order.
     *
     * @return the live array: passes with {@link PassMode#updateStatistics} write it, evaluation reads it
     */
    public float[] statistics() {
        return statistics;
    }

    /**
     * How many passes have moved the running statistics.
     *
     * @return at least 0
     */
    public long statisticUpdates() {
        return statisticUpdates;
    }

    /**
     * Memory for one pass.
     *
     * @return a pass of this engine
     */
    public Pass newPass() {
        return new Pass(this, true);
    }

    /**
     * Memory for passes that only predict: small, because nothing is kept for derivatives.
     *
     * @return a pass of this engine for {@link #forward} without batch statistics
     */
    public Pass newPredictionPass() {
        return new Pass(this, false);
    }

    /**
     * Runs the network.
     *
     * @param pass receives the values of the taps and what the other methods need
     * @param x inputs [n, c, h, w]
     * @param n number of examples, from 1 to the capacity
     * @param mode what takes part
     */
    public void forward(Pass pass, float[] x, int n, PassMode mode) {
        pass.requireOwner(this);
        if (n < 1 || n > capacity) {
            throw new IllegalArgumentException("Expected 1 to " + capacity + " examples, found " + n);
        }
        if (mode.batch() > capacity) {
            throw new IllegalArgumentException(
                    "Expected a share of a batch of at most " + capacity + " examples, found one of " + mode.batch());
        }
        requireAtLeast("x", x, n * plan.network().input().size());
        pass.begin(n, mode);
        forward.run(pass, x);
        statisticUpdates += mode.updateStatistics() ? 1 : 0;
    }

    /**
     * The derivative of what is tapped in a direction of the input space, at the point of a pass: J dx. Activations,
     * maxima and dropout masks are those of the pass; batch statistics are differentiated.
     *
     * @param clean a pass that holds a forward pass
     * @param dx direction [n, c, h, w]
     * @param changes receives the derivatives of the taps that have an array there
     */
    public void tangent(Pass clean, float[] dx, TapValues changes) {
        clean.requireForward(this);
        requireInput("dx", clean, dx);
        changes.require("changes", plan.network(), clean.size());
        int held = clean.chunk();
        for (int i = 0; i < clean.chunks(); i++) {
            forward.recall(clean, (held + i) % clean.chunks());
            tangent.run(clean, dx, changes);
        }
    }

    /**
     * The gradient with respect to the input only.
     *
     * @param pass a pass that holds a forward pass
     * @param upstream gradients that are added at taps, at one of them at least
     * @param dx receives the gradient [n, c, h, w], overwritten
     */
    public void inputGradient(Pass pass, TapValues upstream, float[] dx) {
        checkUpstream(pass, upstream);
        requireInput("dx", pass, dx);
        runBackward(pass, upstream, dx, null);
    }

    /**
     * Adds the gradient of the parameters to the accumulators.
     *
     * @param pass a pass that holds a forward pass
     * @param upstream gradients that are added at taps, at one of them at least
     */
    public void backward(Pass pass, TapValues upstream) {
        checkUpstream(pass, upstream);
        runBackward(pass, upstream, null, accumulators);
    }

    /**
     * Adds the gradient of the parameters to the accumulators, and gives the one with respect to the input as well.
     *
     * @param pass a pass that holds a forward pass
     * @param upstream gradients that are added at taps, at one of them at least
     * @param dx receives the gradient [n, c, h, w], overwritten
     */
    public void backward(Pass pass, TapValues upstream, float[] dx) {
        checkUpstream(pass, upstream);
        requireInput("dx", pass, dx);
        runBackward(pass, upstream, dx, accumulators);
    }

    private void runBackward(Pass pass, TapValues upstream, float[] dx, GradientAccumulators parameterGradients) {
        workers.run(weights.length, backwardTask);
        backward.begin(upstream, dx, parameterGradients);
        int held = pass.chunk();
        for (int i = 0; i < pass.chunks(); i++) {
            forward.recall(pass, (held + i) % pass.chunks());
            backward.run(pass);
        }
        backward.finish(pass);
    }

    private void prepareBackward(int task, int worker) {
        weights[lastFirst(task)].prepareBackward(parameters);
    }

    /** Later stages have more weights; begun first, they leave no thread waiting at the end. */
    private int lastFirst(int task) {
        return weights.length - 1 - task;
    }

    private void checkUpstream(Pass pass, TapValues upstream) {
        pass.requireForward(this);
        if (upstream.isEmpty()) {
            throw new IllegalArgumentException("Expected a gradient at one of the taps at least, found none");
        }
        upstream.require("gradients", plan.network(), pass.size());
    }

    /** Sets the accumulated gradient to 0. */
    public void clearGradient() {
        accumulators.clear();
    }

    /**
     * The gradient of the parameters accumulated since {@link #clearGradient}.
     *
     * @param out receives it in canonical order, overwritten
     */
    public void gradient(float[] out) {
        requireLength("gradient", out, parameters.length);
        gradientTarget = out;
        workers.run(weights.length, reduceTask);
        gradientTarget = null;
    }

    /** Makes the engine one whose gradients are shares of those of whole batches, see {@link #share}. */
    public void keepShares() {
        accumulators.keepSums();
    }

    /**
     * The gradient accumulated since {@link #clearGradient} in an engine that keeps shares.
     *
     * @param first the group of the batch that the passes began with
     * @return the share, whose arrays are valid until the next backward pass; the gradient of this engine is lost
     */
    public GradientShare share(int first) {
        return accumulators.share(first);
    }

    /**
     * Takes the shares of others as the accumulated gradient.
     *
     * @param shares those of one batch in the order of their groups; taken over
     * @throws IllegalArgumentException if they are those of another network, or not of one batch
     */
    public void takeShares(List<GradientShare> shares) {
        accumulators.take(shares);
    }

    private void reduceStage(int task, int worker) {
        int stage = lastFirst(task);
        accumulators.reduce(stage, gradientTarget);
        WeightNormalisation normalisation = plan.stages().get(stage).weightNorm();
        if (normalisation != null) {
            normalisation.chain(parameters, gradientTarget);
        }
    }

    private static void requireLength(String what, float[] values, int length) {
        if (values.length != length) {
            throw new IllegalArgumentException(
                    "Expected " + length + " values of " + what + ", found " + values.length);
        }
    }

    private void requireInput(String what, Pass pass, float[] values) {
        requireAtLeast(what, values, pass.size() * plan.network().input().size());
    }

    private static void requireAtLeast(String what, float[] values, int length) {
        if (values.length < length) {
            throw new IllegalArgumentException(
                    "Expected at least " + length + " values of " + what + ", found " + values.length);
        }
    }

    /** Examples whose activations a pass keeps. */
    int resident() {
        return resident;
    }

    /** Most examples of a span. */
    int spanExamples() {
        return spanExamples(plan, capacity);
    }

    static int spanExamples(NetworkPlan plan, int capacity) {
        return Math.min(capacity, Math.max(Groups.sizeFor(capacity), plan.largestBlock()));
    }
}
