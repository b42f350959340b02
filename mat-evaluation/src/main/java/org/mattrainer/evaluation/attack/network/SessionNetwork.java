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
package org.mattrainer.evaluation.attack.network;

import org.mattrainer.GradientSession;
import org.mattrainer.image.ImageShape;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/** One network: its images are what it is fed after preprocessing. */
public final class SessionNetwork implements DifferentiableNetwork {

    private final GradientSession session;

    public SessionNetwork(GradientSession session) {
        this.session = session;
    }

    @Override
    public ImageShape shape() {
        return session.shape();
    }

    @Override
    public int read(Example<Label> example, float[] x, int index) {
        return session.read(example, x, index);
    }

    @Override
    public Example<Label> toExample(float[] x, int index, Label output) {
        return session.toExample(x, index, output);
    }

    @Override
    public String featureName(int pixel) {
        return session.featureName(pixel);
    }

    @Override
    public boolean isUsed(int pixel) {
        return session.isUsed(pixel);
    }

    @Override
    public int capacity() {
        return session.capacity();
    }

    @Override
    public int latentSize() {
        return session.network().latentSize();
    }

    @Override
    public int classes() {
        return session.network().classes();
    }

    @Override
    public void forward(float[] x, int n) {
        session.forward(x, n);
    }

    @Override
    public float[] latent() {
        return session.latent();
    }

    @Override
    public float[] logits() {
        return session.logits();
    }

    @Override
    public void tangent(float[] dx, float[] dLatent, float[] dLogits) {
        session.tangent(dx, dLatent, dLogits);
    }

    @Override
    public void inputGradient(float[] dLatent, float[] dLogits, float[] dx) {
        session.inputGradient(dLatent, dLogits, dx);
    }

    @Override
    public void close() {
        session.close();
    }
}
