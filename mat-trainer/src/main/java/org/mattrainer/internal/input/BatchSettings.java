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
package org.mattrainer.internal.input;

import java.util.List;
import org.mattrainer.image.Augmentation;

/**
 * What a step reads of the training data.
 *
 * @param labelled labelled examples of one step, at least 1
 * @param unlabelled unlabelled examples of one step, at least 1
 * @param updatesPerEpoch steps of one epoch, 0 for one pass over the data
 * @param augmentations random changes of the training images, in order
 * @param microBatches into how many parts a step is cut that pass through the network one after the other, at least 1
 */
public record BatchSettings(
        int labelled, int unlabelled, int updatesPerEpoch, List<Augmentation> augmentations, int microBatches) {

    /** Copies the list. */
    public BatchSettings {
        augmentations = List.copyOf(augmentations);
    }

    /** Whether steps are cut. */
    public boolean isMicro() {
        return microBatches > 1;
    }
}
