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
import org.mattrainer.internal.engine.BatchShare;
import org.mattrainer.internal.numbers.Checks;

/**
 * What a step reads of the training data.
 *
 * @param labelled labelled examples of one step, at least 1
 * @param unlabelled unlabelled examples of one step, at least 1
 * @param updatesPerEpoch steps of one epoch, 0 for one pass over the data
 * @param augmentations random changes of the training images, in order
 * @param microBatches into how many parts a step is cut that pass through the network one after the other, at least 1
 * @param dataShards into how many stripes the examples are cut, each of which fills a section of every batch, at least 1
 */
public record BatchSettings(
        int labelled,
        int unlabelled,
        int updatesPerEpoch,
        List<Augmentation> augmentations,
        int microBatches,
        int dataShards) {

    /** Copies the list. */
    public BatchSettings {
        augmentations = List.copyOf(augmentations);
    }

    /** Whether steps are cut. */
    public boolean isMicro() {
        return microBatches > 1;
    }

    /** Whether the examples are cut. */
    public boolean isSharded() {
        return dataShards > 1;
    }

    /**
     * Requires that the section of each stripe is whole parts of a batch that are of one size.
     *
     * @throws com.oracle.labs.mlrg.olcut.config.PropertyException if it is not
     */
    public void requireWholeSections() {
        int parts = isMicro() ? microBatches : BatchShare.MOST;
        String what = parts + (isMicro() ? ", the microBatches" : ", which is how many groups a batch has");
        Checks.require(dataShards >= 1 && parts % dataShards == 0, "dataShards", "a divisor of " + what, dataShards);
        if (isSharded()) {
            String multiple = "with dataShards a multiple of " + what;
            Checks.require(labelled % parts == 0, "minibatchSize", multiple, labelled);
            Checks.require(unlabelled % parts == 0, "unlabelledMinibatchSize", multiple, unlabelled);
        }
    }
}
