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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Tap;

/**
 * Predictions of a network. Where its layers ask for samples ({@link Network#samples}) its probabilities are means over
 * passes with fixed draws, the same for every example, so that each example's results depend on that example alone: the
 * logits are the logarithms of the mean probabilities, the values of other taps are means. Used by one thread at a time.
 */
public final class Evaluation {

    private final NetworkEngine engine;
    private final Network network;
    private final List<Pass> passes = new ArrayList<>();
    private final List<PassMode> modes = new ArrayList<>();
    private final TapValues means;

    /**
     * Plans the memory.
     *
     * @param engine the engine, which holds the parameters and running statistics
     * @param gradients whether derivatives will follow; if not, less is kept of each pass
     */
    public Evaluation(NetworkEngine engine, boolean gradients) {
        this.engine = engine;
        this.network = engine.plan().network();
        for (int s = 0; s < network.samples(); s++) {
            modes.add(new PassMode(false, false, DropoutMasks.fixed(network, engine.capacity(), s)));
        }
        this.means = modes.isEmpty() ? null : TapValues.allocate(network, engine.capacity());
        if (modes.isEmpty()) {
            modes.add(PassMode.EVALUATION);
        }
        for (int s = 0; s < (gradients ? modes.size() : 1); s++) {
            passes.add(gradients ? engine.newPass() : engine.newPredictionPass());
        }
    }

    /**
     * Runs the network.
     *
     * @param x inputs [n, c, h, w]
     * @param n number of examples, from 1 to the engine's capacity
     */
    public void forward(float[] x, int n) {
        if (means == null) {
            engine.forward(passes.get(0), x, n, modes.get(0));
            return;
        }
        SampleMeans sums = new SampleMeans(network, n, modes.size());
        for (int s = 0; s < modes.size(); s++) {
            Pass pass = passes.get(Math.min(s, passes.size() - 1));
            engine.forward(pass, x, n, modes.get(s));
            sums.add(pass);
        }
        sums.write(means);
    }

    /**
     * The values of a tap in the last forward pass.
     *
     * @param tap one of the network's taps
     * @return [n, c, h, w], valid until the next forward pass
     * @throws IllegalArgumentException if the network has no such tap
     */
    public float[] values(Tap tap) {
        return means == null ? passes.get(0).values(tap) : means.get(tap);
    }

    /**
     * The derivative of what is tapped in a direction of the input space.
     *
     * @param dx direction [n, c, h, w]
     * @param changes receives the derivatives of the taps that have an array there
     */
    public void tangent(float[] dx, TapValues changes) {
        if (means == null) {
            engine.tangent(passes.get(0), dx, changes);
            return;
        }
        changes.require("changes", network, passes.get(0).size());
        TapValues own = new TapValues(network);
        List<Tap> wanted = network.taps().keySet().stream()
                .filter(tap -> changes.get(tap) != null)
                .toList();
        for (Tap tap : wanted) {
            own.set(tap, new float[length(tap)]);
            Arrays.fill(changes.get(tap), 0, length(tap), 0f);
        }
        for (Pass pass : passes) {
            engine.tangent(pass, dx, own);
            for (Tap tap : wanted) {
                if (tap.equals(Tap.LOGITS)) {
                    share(pass).takeForward(own.get(tap));
                }
                add(own.get(tap), factor(tap), changes.get(tap), length(tap));
            }
        }
    }

    /**
     * The gradient with respect to the input.
     *
     * @param upstream gradients at taps, at one of them at least
     * @param dx receives the gradient [n, c, h, w], overwritten
     */
    public void inputGradient(TapValues upstream, float[] dx) {
        if (means == null) {
            engine.inputGradient(passes.get(0), upstream, dx);
            return;
        }
        upstream.require("gradients", network, passes.get(0).size());
        float[] part = new float[passes.get(0).size() * network.input().size()];
        Arrays.fill(dx, 0, part.length, 0f);
        TapValues own = new TapValues(network);
        for (Pass pass : passes) {
            for (Tap tap : network.taps().keySet()) {
                if (upstream.get(tap) != null) {
                    float[] gradient = new float[length(tap)];
                    add(upstream.get(tap), factor(tap), gradient, gradient.length);
                    if (tap.equals(Tap.LOGITS)) {
                        share(pass).takeBack(gradient);
                    }
                    own.set(tap, gradient);
                }
            }
            engine.inputGradient(pass, own, part);
            add(part, 1f, dx, part.length);
        }
    }

    private int length(Tap tap) {
        return passes.get(0).size() * network.shape(tap).size();
    }

    /** What a sample counts in the mean of a tap; logits have shares of their own. */
    private float factor(Tap tap) {
        return tap.equals(Tap.LOGITS) ? 1f : 1f / passes.size();
    }

    private SampleShare share(Pass pass) {
        return new SampleShare(pass.logits(), means.get(Tap.LOGITS), network.classes(), passes.size());
    }

    private static void add(float[] from, float factor, float[] to, int length) {
        for (int i = 0; i < length; i++) {
            to[i] += factor * from[i];
        }
    }
}
