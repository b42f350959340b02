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
package org.mattrainer.evaluation.attack;

import org.mattrainer.GradientSession;
import org.mattrainer.image.ImageShape;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/** The images that a network is fed, after preprocessing. */
final class SessionSpace implements InputSpace {

    private final GradientSession session;

    SessionSpace(GradientSession session) {
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
}
