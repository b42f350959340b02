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
package org.mattrainer.nn;

/** Checks networks whose last layer is given by the user. */
final class ClassCount {

    private ClassCount() {}

    /** Returns the network if it has as many logits as there are classes. */
    static Network require(Network network, int classes) {
        if (!network.taps().containsKey(Tap.LOGITS)) {
            throw new IllegalArgumentException("Network " + network
                    + ": expected a Z behind the latent layer, found the names "
                    + network.taps().keySet());
        }
        if (network.classes() != classes) {
            throw new IllegalArgumentException("Network " + network + ": expected " + classes
                    + " logits, one for each class, found " + network.classes());
        }
        return network;
    }
}
