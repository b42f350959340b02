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
package org.mattrainer.optimise;

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;

/**
 * An average over the parameters of many steps, which takes the place of the last ones in the model:
 * {@code a <- a + s (w - a)} after each step, for the parameters w and the share s of the step. The training itself goes
 * on from the parameters, so that the average changes none of its steps.
 */
public interface ParameterAverage extends Configurable, Provenancable<ConfiguredObjectProvenance> {

    /**
     * The share that the parameters after a step have in the average.
     *
     * @param step the step that was made, counted from 0
     * @param length length of the whole training
     * @return above 0 and at most 1; 1 in the first step
     */
    double share(long step, TrainingLength length);

    /**
     * How much of the average is the parameters before the first step when the training ends.
     *
     * @param length length of the whole training
     * @return in [0, 1]; 0 unless the average begins with them
     */
    default double shareOfStart(TrainingLength length) {
        return 0;
    }
}
