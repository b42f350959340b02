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
 * The labelled or the unlabelled examples of a step and their clean pass, which runs when the first term asks for it
 * and is shared by all. Every pass normalises with the statistics of its own batch; the clean labelled pass changes the
 * running statistics, as do others whose terms say so. The dropout masks of the batch serve all its passes.
 */
public final class StepExamples {

    private final NetworkEngine engine;
    private final Draws draws;
    private final DropoutMasks masks;
    private boolean updateStatistics;
    private boolean noiselessStatistics;
    private final SampledPasses samples;
    private final StepKeys keys = new StepKeys();
    private DropoutMasks freshMasks;
    private GradientPass pass;
    private GradientPass noiseless;
    private GradientPass instead;
    private boolean passed;
    private boolean noiselessPassed;
    private boolean drawn;

    private long step;
    private float[] x;
    private int[] y;
    private float[] weights;
    private long[] ids;
    private int n;
    private int batch;
    private boolean alone;

    StepExamples(NetworkEngine engine, Draws draws, boolean updateStatistics) {
        this.engine = engine;
        this.draws = draws;
        this.updateStatistics = updateStatistics;
        this.masks = DropoutMasks.of(engine);
        this.samples = new SampledPasses(engine, draws);
    }

    /**
     * Sets the examples of a step.
     *
     * @param newStep step of the training, from 0
     * @param inputs x [n, c, h, w] in the units fed to the network
     * @param classes labels [n], null for unlabelled examples
     * @param exampleWeights weights [n], above 0; null for 1
     * @param exampleIds identities of the examples [n], from which their random numbers derive
     * @param size number of examples n
     */
    public void set(long newStep, float[] inputs, int[] classes, float[] exampleWeights, long[] exampleIds, int size) {
        set(newStep, inputs, classes, exampleWeights, exampleIds, size, size);
    }

    /**
     * Sets the examples of a step that are a share of its batch, the others being elsewhere.
     *
     * @param newStep step of the training, from 0
     * @param inputs x [n, c, h, w] in the units fed to the network
     * @param classes labels [n], null for unlabelled examples
     * @param exampleWeights weights [n], above 0; null for 1
     * @param exampleIds identities of the examples [n], from which their random numbers derive
     * @param size number of examples n
     * @param all number of examples of the batch
     */
    public void set(
            long newStep, float[] inputs, int[] classes, float[] exampleWeights, long[] exampleIds, int size, int all) {
        this.step = newStep;
        this.x = inputs;
        this.y = classes;
        this.weights = exampleWeights;
        this.ids = exampleIds;
        this.n = size;
        this.batch = all;
        this.passed = false;
        this.noiselessPassed = false;
        this.drawn = false;
        this.instead = null;
        keys.set(newStep, exampleIds, size);
        samples.begin();
    }

    /**
     * Number of examples.
     *
     * @return n, 0 when the step has none of this kind
     */
    public int size() {
        return n;
    }

    /**
     * Number of examples of the whole batch, over which means are taken.
     *
     * @return {@link #size()}, or more where several machines share the batch
     */
    public int batchSize() {
        return batch;
    }

    /**
     * The inputs.
     *
     * @return [n, c, h, w]
     */
    public float[] x() {
        return x;
    }

    /**
     * The labels.
     *
     * @return [n], null for unlabelled examples
     */
    public int[] y() {
        return y;
    }

    /**
     * The example weights.
     *
     * @return [n], null when all are 1
     */
    public float[] weights() {
        return weights;
    }

    /**
     * The weight of an example.
     *
     * @param example its row
     * @return above 0
     */
    public double weight(int example) {
        return weights == null ? 1 : weights[example];
    }

    /**
     * The identity of an example.
     *
     * @param example its row
     * @return its index in the training data
     */
    public long id(int example) {
        return ids[example];
    }

    /**
     * The clean pass; it runs at the first call of a step.
     *
     * @return the pass
     */
    public GradientPass pass() {
        if (!passed) {
            if (pass == null) {
                pass = new GradientPass(engine);
            }
            pass.forward(x, n, mode(updateStatistics));
            passed = true;
        }
        return pass;
    }

    /**
     * Whether the clean pass of this step has run.
     *
     * @return false until {@link #pass()} is called
     */
    public boolean passed() {
        return passed;
    }

    /** Lets a share of a batch pass through the network as a batch of its own. */
    public void passAlone() {
        alone = true;
    }

    /** Whether the running statistics are those of the pass without dropout and noise alone. */
    boolean takesStatisticsWithoutNoise() {
        return noiselessStatistics;
    }

    /** The batch whose groups the examples are cut in. */
    int cut() {
        return alone ? n : batch;
    }

    /** Lets the pass without dropout and noise change the running statistics instead of the clean one. */
    public void takeStatisticsWithoutNoise() {
        updateStatistics = false;
        noiselessStatistics = true;
    }

    /**
     * The pass in training mode without dropout and noise; it runs at the first call of a step and is shared by all terms.
     *
     * @return the pass, which is the clean one in a network without dropout and noise if both treat the statistics likewise
     */
    public GradientPass noiseless() {
        if (noiselessPassed) {
            return noiseless;
        }
        if (masks == null && noiselessStatistics == updateStatistics) {
            return pass();
        }
        if (noiseless == null) {
            noiseless = new GradientPass(engine);
        }
        noiseless.forward(x, n, new PassMode(true, noiselessStatistics, null, cut()));
        noiselessPassed = true;
        return noiseless;
    }

    /**
     * Takes the values of a clean pass that was made elsewhere: reports and the mixture see them, no gradient can be taken.
     *
     * @param latent latent vectors z [n, D]
     * @param logits logits o [n, M]
     */
    public void take(float[] latent, float[] logits) {
        if (pass == null) {
            pass = new GradientPass(engine);
        }
        pass.take(latent, logits, n);
        passed = true;
    }

    /**
     * A pass in training mode with draws of its own; it runs at the first call of a step and is shared by all terms.
     *
     * @param sample number of the pass, from 0, which is the clean one
     * @return the pass, valid until the end of the step
     */
    public GradientPass sample(int sample) {
        if (sample == 0) {
            return pass();
        }
        return samples.pass(this, x, n, sample);
    }

    /** Adds the parameter gradients of the passes that all terms share. */
    void backward() {
        if (passed) {
            pass.backward();
        }
        samples.backward();
        if (noiselessPassed) {
            noiseless.backward();
        }
    }

    /** Forgets what the terms added to the gradients of the passes that they share. */
    void clearGradients() {
        if (passed) {
            pass.clearGradients();
        }
        samples.clearGradients();
        if (noiselessPassed) {
            noiseless.clearGradients();
        }
    }

    /**
     * The mode of further passes of this batch: the same dropout masks, running statistics left alone.
     *
     * @return the mode
     */
    @SuppressWarnings("exports") // handed on as it is, never looked into outside
    public PassMode furtherMode() {
        return mode(false);
    }

    /**
     * The mode of a further pass that changes the running statistics.
     *
     * @return the mode, with the dropout masks of all passes
     */
    @SuppressWarnings("exports") // handed on as it is, never looked into outside
    public PassMode movingMode() {
        return mode(!noiselessStatistics);
    }

    private PassMode mode(boolean moving) {
        if (masks != null && !drawn) {
            keys.masks(draws, StreamPurpose.DROPOUT, masks);
            drawn = true;
        }
        return new PassMode(true, moving, masks, cut());
    }

    /**
     * Lets the pass of a term stand for these examples in reports where no term asks for the clean pass.
     *
     * @param perturbed the pass, which stays as it is until the step has ended
     */
    public void reportInstead(GradientPass perturbed) {
        instead = perturbed;
    }

    /**
     * The pass that reports are about.
     *
     * @return the clean pass, or what a term has put in its place in a step without one
     */
    public GradientPass reported() {
        return passed || instead == null ? pass() : instead;
    }

    /**
     * The mode of a further pass with dropout masks of its own.
     *
     * @return the mode; that of {@link #furtherMode()} in a network without dropout
     */
    @SuppressWarnings("exports") // handed on as it is, never looked into outside
    public PassMode freshMode() {
        return freshMode(StreamPurpose.FRESH_DROPOUT);
    }

    /**
     * The mode of a further pass with dropout masks for a purpose of its own.
     *
     * @param purpose what the masks are for
     * @return the mode; that of {@link #furtherMode()} in a network without dropout
     */
    @SuppressWarnings("exports") // handed on as it is, never looked into outside
    public PassMode freshMode(StreamPurpose purpose) {
        if (masks == null) {
            return furtherMode();
        }
        if (freshMasks == null) {
            freshMasks = DropoutMasks.of(engine);
        }
        keys.masks(draws, purpose, freshMasks);
        return new PassMode(true, false, freshMasks, cut());
    }

    /** The mode of a pass of another network of the model's form; its masks, null for none, are drawn here. */
    PassMode ownMode(StreamPurpose purpose, boolean moving, DropoutMasks own) {
        if (own != null) {
            keys.masks(draws, purpose, own);
        }
        return new PassMode(true, moving, own, cut());
    }

    /**
     * Draws standard normal numbers for each example.
     *
     * @param purpose what they are for
     * @param size numbers for each example
     * @param out receives the numbers, [n, size]
     */
    public void draw(StreamPurpose purpose, int size, float[] out) {
        draws.gaussians(purpose, step, ids, n, size, out);
    }

    /**
     * The random stream of an example in this step, for changes of its image.
     *
     * @param purpose what it is for
     * @param example its row
     * @return the stream
     */
    public long stream(StreamPurpose purpose, int example) {
        return draws.stream(purpose, step, ids[example]);
    }

    /** What random numbers of other sources than the model's derive from. */
    StepKeys keys() {
        return keys;
    }
}
