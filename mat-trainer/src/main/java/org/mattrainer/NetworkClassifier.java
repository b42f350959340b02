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
package org.mattrainer;

import org.tribuo.Example;
import org.tribuo.classification.Label;

/** A network of this library on noisy images in the units that it is fed. */
final class NetworkClassifier implements NoisyClassifier {

    private final GradientSession session;
    private final int classes;

    NetworkClassifier(MatModel model, int batch, int threads) {
        this.session = new GradientSession(model, batch, threads, false);
        this.classes = model.network().classes();
    }

    @Override
    public int size() {
        return session.shape().size();
    }

    @Override
    public int capacity() {
        return session.capacity();
    }

    @Override
    public int read(Example<Label> example, float[] image) {
        return session.read(example, image, 0);
    }

    @Override
    public boolean isBlankImage(Example<Label> example) {
        return session.isBlankImage(example);
    }

    @Override
    public void classify(float[] x, int n, int[] labels) {
        session.forward(x, n);
        float[] logits = session.logits();
        for (int i = 0; i < n; i++) {
            labels[i] = BatchPredictor.best(logits, i * classes, classes) - i * classes;
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
