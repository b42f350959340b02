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
package org.mattrainer.spark.run;

import java.io.Serializable;
import org.mattrainer.evaluation.run.PortableRun;

/** What an executor computes shares of the steps of a training from, beside its images; sent to each executor once. */
final class GradientParts implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final PortableRun run;
    private final byte[] training;

    /**
     * Packs.
     *
     * @param key tells this training from others
     * @param run the run
     * @param training what workers are told of the training; not copied
     */
    GradientParts(String key, PortableRun run, byte[] training) {
        this.key = key;
        this.run = run;
        this.training = training;
    }

    String key() {
        return key;
    }

    PortableRun run() {
        return run;
    }

    byte[] training() {
        return training;
    }
}
