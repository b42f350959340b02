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
package org.mattrainer.objective;

import java.util.List;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Tap;

/**
 * A network that a term trains beside the model, such as a side head: it has parameters, statistics and a state of the
 * optimiser of its own, which are saved in checkpoints, and is no part of the model.
 *
 * @param name name in reports and checkpoints, unique in a training
 * @param network the network
 * @param sources taps of the model that it reads; those that nobody else asks for are left out of the model as well
 * @param learningRateFactor what the learning rate of the training is multiplied by, above 0
 * @param answers whether it is updated after the model and against it as it is then, by {@link Term#answer}; if not, in the
 *     same step as the model
 * @param copies most times that a pass has each example, at least 1
 * @param startsFromData whether layers with weight normalisation get their first lengths and biases from what they read; if
 *     not, they are 1 and what the layers say
 */
public record AuxiliaryNetwork(
        String name,
        Network network,
        List<Tap> sources,
        double learningRateFactor,
        boolean answers,
        int copies,
        boolean startsFromData) {

    /** Copies the sources. */
    public AuxiliaryNetwork {
        sources = List.copyOf(sources);
    }

    /**
     * A network that is updated in the same step as the model.
     *
     * @param name name in reports and checkpoints, unique in a training
     * @param network the network
     * @param sources taps of the model that it reads
     * @param learningRateFactor what the learning rate of the training is multiplied by, above 0
     */
    public AuxiliaryNetwork(String name, Network network, List<Tap> sources, double learningRateFactor) {
        this(name, network, sources, learningRateFactor, false, 1, true);
    }

    /**
     * A network that is updated in the same step as the model and has examples several times in a pass.
     *
     * @param name name in reports and checkpoints, unique in a training
     * @param network the network
     * @param sources taps of the model that it reads
     * @param copies most times that a pass has each example, at least 1
     * @return the network
     */
    public static AuxiliaryNetwork copying(String name, Network network, List<Tap> sources, int copies) {
        return new AuxiliaryNetwork(name, network, sources, 1, false, copies, true);
    }

    /**
     * A network that reads random numbers and is updated after the model.
     *
     * @param name name in reports and checkpoints, unique in a training
     * @param network the network
     * @param learningRateFactor what the learning rate of the training is multiplied by, above 0
     * @param startsFromData whether layers with weight normalisation get their first lengths and biases from random numbers
     * @return the network
     */
    public static AuxiliaryNetwork answering(
            String name, Network network, double learningRateFactor, boolean startsFromData) {
        return new AuxiliaryNetwork(name, network, List.of(), learningRateFactor, true, 1, startsFromData);
    }
}
