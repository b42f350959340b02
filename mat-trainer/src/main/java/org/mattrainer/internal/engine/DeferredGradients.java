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

/**
 * Weight gradients whose accumulators are too large to have one for each group: the factors of the gradient are
 * collected for the whole batch and multiplied when all threads are done with a run of stages.
 */
final class DeferredGradients implements Workers.GroupTask {

    private final NetworkEngine engine;
    private final NetworkPlan plan;
    private final float[][] buffers;
    private final float[][] factors;
    private Pass pass;
    private LinearOperator operator;
    private float[] current;
    private float[] accumulator;
    private boolean fresh;

    DeferredGradients(NetworkEngine engine) {
        this.engine = engine;
        this.plan = engine.plan();
        this.buffers = new float[plan.stages().size()][];
        this.factors = new float[plan.stages().size()][];
    }

    boolean defers(int stage) {
        return plan.stages().get(stage).operator().deferredParts() > 0;
    }

    /** Provides memory for the factors of all stages that run together; other stages use the same memory later. */
    void begin(Pass newPass, int fromStage, int toStage) {
        pass = newPass;
        int next = 0;
        for (int k = fromStage; k < toStage; k++) {
            if (defers(k)) {
                int size = plan.stages().get(k).operator().deferredSize(engine.resident());
                if (buffers[next] == null || buffers[next].length < size) {
                    buffers[next] = new float[size];
                }
                factors[k] = buffers[next++];
            }
        }
    }

    /** Collects a block whose inputs and upstream gradients lie in the scratch memory. */
    void collect(Span c, Stage stage, int first, int images) {
        int k = stage.index();
        WorkerMemory scratch = c.scratch();
        stage.operator()
                .deferWeightGradient(
                        scratch.input(k),
                        scratch.upstream(k),
                        images,
                        factors[k],
                        c.slot(first),
                        engine.resident(),
                        scratch.operator());
    }

    /** Adds the gradients of the stages to their accumulators. */
    void finish(GradientAccumulators accumulators, int fromStage, int toStage) {
        for (int k = fromStage; k < toStage; k++) {
            if (defers(k)) {
                operator = plan.stages().get(k).operator();
                current = factors[k];
                fresh = accumulators.isFresh(k);
                accumulator = accumulators.only(k);
                engine.workers().run(operator.deferredParts(), this);
            }
        }
    }

    @Override
    public void run(int part, int worker) {
        int step = pass.groups().size();
        operator.addDeferred(part, current, engine.resident(), pass.examplesOfChunk(), step, accumulator, fresh);
    }
}
