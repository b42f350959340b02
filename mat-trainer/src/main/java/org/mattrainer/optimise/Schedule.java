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
import java.util.Optional;

/** How the learning rate changes during a training. */
public interface Schedule extends Configurable, Provenancable<ConfiguredObjectProvenance> {

    /**
     * What the learning rate is multiplied by.
     *
     * @param step the step about to be made, counted from 0
     * @param length length of the whole training, whose number of steps is above step
     * @return at least 0
     */
    double scale(long step, TrainingLength length);

    /**
     * Whether the learning rate has been higher at an earlier step, as {@link Adam} asks for its loweredBeta1.
     *
     * @param step the step about to be made, counted from 0
     * @param length length of the whole training
     * @return whether the scale is below 1; schedules that begin below 1 tell the way up from the way down
     */
    default boolean isLowered(long step, TrainingLength length) {
        return scale(step, length) < 1;
    }

    /**
     * What of the schedule does not come to pass in a training, such as a change behind its end.
     *
     * @param length length of the whole training
     * @return a sentence for a warning; empty if all does
     */
    default Optional<String> doubt(TrainingLength length) {
        return Optional.empty();
    }
}
