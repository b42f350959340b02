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

import java.util.function.Supplier;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/** The model so far for all that ask for it while the listeners are told, made when the first one does. */
final class EpochModel implements Supplier<Model<Label>>, AutoCloseable {

    private final Supplier<MatModel> maker;
    private MatModel model;
    private boolean over;

    EpochModel(Supplier<MatModel> maker) {
        this.maker = maker;
    }

    @Override
    public Model<Label> get() {
        if (over) {
            throw new IllegalStateException(
                    "Expected to be asked for the model while trainingStarted or epochFinished runs,"
                            + " found the training gone on; keep the model instead of what gives it");
        }
        if (model == null) {
            model = maker.get();
        }
        return model;
    }

    @Override
    public void close() {
        over = true;
    }
}
