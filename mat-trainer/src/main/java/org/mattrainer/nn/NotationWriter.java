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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the layers of a network in {@link NetworkNotation}; values get the lowest number that is free. */
final class NotationWriter {

    /** Names the latent vector. */
    static final String LATENT = "Z";

    private final Network network;
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<Integer, Integer> lastUse = new HashMap<>();
    private final List<String> tokens = new ArrayList<>();

    NotationWriter(Network network) {
        this.network = network;
        for (int i = 0; i < network.nodes().size(); i++) {
            List<Integer> inputs = network.nodes().get(i).inputs();
            for (int k = 0; k < inputs.size(); k++) {
                if (k > 0 || inputs.get(0) != i - 1) {
                    lastUse.put(inputs.get(k), i);
                }
            }
        }
    }

    String write() {
        name(Node.INPUT);
        for (int i = 0; i < network.nodes().size(); i++) {
            Node node = network.nodes().get(i);
            int first = node.inputs().get(0);
            if (first != i - 1) {
                tokens.add("<" + names.get(first));
            }
            List<String> others = node.inputs().stream().skip(1).map(names::get).toList();
            tokens.add(node.layer().notation() + String.join(",", others));
            int done = i;
            names.keySet().removeIf(value -> lastUse.getOrDefault(value, done) <= done);
            name(i);
        }
        return String.join("-", tokens);
    }

    /** Names a value if it is a tap, or if it is read from elsewhere than directly behind it. */
    private void name(int value) {
        network.taps().forEach((tap, node) -> {
            boolean last = value == network.nodes().size() - 1;
            if (node == value && !(last && isImplied(tap))) {
                boolean latent = tap.equals(Tap.LATENT);
                tokens.add(latent ? LATENT : "@" + tap);
                names.put(value, latent ? LATENT : tap.name());
            }
        });
        if (lastUse.containsKey(value) && !names.containsKey(value)) {
            int number = 1;
            while (names.containsValue(Integer.toString(number))) {
                number++;
            }
            names.put(value, Integer.toString(number));
            tokens.add("@" + number);
        }
    }

    /** Whether the last output has this tap unless the notation says otherwise. */
    private boolean isImplied(Tap tap) {
        return tap.equals(Tap.LOGITS) && network.taps().containsKey(Tap.LATENT);
    }
}
