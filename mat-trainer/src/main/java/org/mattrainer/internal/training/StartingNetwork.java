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
package org.mattrainer.internal.training;

import java.util.List;
import java.util.Optional;
import org.mattrainer.nn.Network;

/**
 * A network and what is known of its numbers before it is trained.
 *
 * @param network the network
 * @param warmStart the trained network whose numbers it starts from; empty where all are drawn
 * @param frozen the layers that the training leaves as they are
 */
public record StartingNetwork(Network network, Optional<WarmStart> warmStart, FrozenLayers frozen) {

    /**
     * A network whose numbers are drawn and all learn.
     *
     * @param network the network
     * @return its start
     */
    public static StartingNetwork drawn(Network network) {
        return new StartingNetwork(network, Optional.empty(), FrozenLayers.of(network, List.of()));
    }
}
