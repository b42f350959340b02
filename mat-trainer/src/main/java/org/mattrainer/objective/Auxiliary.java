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

import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.internal.engine.DropoutMasks;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.PassMode;

/**
 * A network beside the model as the terms see it during a step: it reads what a term feeds it, and gives back gradients.
 * Made once for a training and used by one thread.
 */
public final class Auxiliary {

    private final NetworkEngine engine;
    private final Draws draws;
    private final DropoutMasks masks;
    private final GradientPass pass;
    private float[] inputs;
    private float[] inputGradient;
    private float[] noise;
    private boolean passed;

    /**
     * Memory for a training.
     *
     * @param engine the engine of the network
     * @param draws source of its random numbers, another than that of the model
     */
    @SuppressWarnings("exports") // called by the training alone, which is inside as the type is
    public Auxiliary(NetworkEngine engine, Draws draws) {
        this.engine = engine;
        this.draws = draws;
        this.masks = DropoutMasks.of(engine);
        this.pass = new GradientPass(engine);
    }

    /** Starts a step. */
    void begin() {
        passed = false;
    }

    /**
     * Whether the network has taken part in this step.
     *
     * @return true once a term has run it
     */
    public boolean passed() {
        return passed;
    }

    /**
     * Puts one of several values that the network reads into its input, a vector that has them one behind the other.
     *
     * @param values the values, [n, size]
     * @param size numbers of an example
     * @param n number of examples
     * @param at where they begin in the input
     * @return where the next begin
     */
    int put(float[] values, int size, int n, int at) {
        return put(values, size, n, 1, at);
    }

    /**
     * Puts copies of one of several values that the network reads into its input: a row for the first copy of each example,
     * then one for the second of each, and so on.
     *
     * @param values the values, [n, size]
     * @param size numbers of an example
     * @param n number of examples
     * @param copies number of copies
     * @param at where they begin in the input
     * @return where the next begin
     */
    int put(float[] values, int size, int n, int copies, int at) {
        int length = engine.plan().network().input().size();
        if (inputs == null) {
            inputs = new float[engine.capacity() * length];
        }
        for (int i = 0; i < copies * n; i++) {
            System.arraycopy(values, i % n * size, inputs, i * length + at, size);
        }
        return at + size;
    }

    /**
     * The pass of this step on the values that were put.
     *
     * @param batch the examples that these are the values of
     * @return the pass
     */
    GradientPass pass(StepExamples batch) {
        return pass(inputs, batch);
    }

    /**
     * The pass of this step, which runs at the first call and has no gradients at any.
     *
     * @param values what the network reads, [n, c, h, w]
     * @param batch the examples that these are the values of
     * @return the pass
     */
    public GradientPass pass(float[] values, StepExamples batch) {
        if (passed) {
            pass.clearGradients();
            return pass;
        }
        if (masks != null) {
            batch.keys().masks(draws, StreamPurpose.DROPOUT, masks);
        }
        pass.forward(values, batch.size(), new PassMode(true, true, masks));
        passed = true;
        return pass;
    }

    /**
     * A pass of its own on the values that were put, with several rows for each example: those of the first copy of all
     * examples, then those of the second, and so on. It normalises with the statistics of its own rows and changes no
     * running ones. It takes the place of the last pass, whose gradients are lost unless {@link #backward} was called.
     *
     * @param batch the examples that these are the values of
     * @param first number of the first copy, from 0: each copy of an example has draws of its own in a step
     * @param copies number of copies
     * @return the pass, without gradients
     */
    GradientPass copies(StepExamples batch, int first, int copies) {
        if (masks != null) {
            batch.keys().copies(draws, StreamPurpose.DROPOUT, first, copies, masks);
        }
        pass.forward(inputs, copies * batch.size(), new PassMode(true, false, masks));
        passed = true;
        return pass;
    }

    /**
     * Runs a network that reads random numbers: uniform in [0, 1), a row for each example of a batch. The pass normalises with
     * the statistics of its own batch and has no gradients.
     *
     * @param batch the examples
     * @param purpose what the numbers are for, {@link StreamPurpose#GENERATED} or {@link StreamPurpose#ANSWER}
     * @param moving whether the pass changes the running statistics
     * @return the pass, valid until the next
     */
    GradientPass generate(StepExamples batch, StreamPurpose purpose, boolean moving) {
        int size = engine.plan().network().input().size();
        if (noise == null) {
            noise = new float[engine.capacity() * size];
        }
        batch.keys().uniforms(draws, purpose, size, noise);
        if (masks != null) {
            boolean answers = purpose == StreamPurpose.ANSWER;
            batch.keys()
                    .masks(
                            draws,
                            answers ? StreamPurpose.GENERATOR_ANSWER_DROPOUT : StreamPurpose.GENERATOR_DROPOUT,
                            masks);
        }
        pass.forward(noise, batch.size(), new PassMode(true, moving, masks));
        passed = true;
        return pass;
    }

    /**
     * Adds the parameter gradients for the gradients of the pass.
     *
     * @return the gradient with respect to what the network read, [n, c, h, w], valid until the next call
     */
    public float[] backward() {
        if (inputGradient == null) {
            inputGradient = new float
                    [engine.capacity() * engine.plan().network().input().size()];
        }
        pass.backward(inputGradient);
        return inputGradient;
    }
}
