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
package org.mattrainer.internal.engine;

import java.util.Arrays;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;

/** Prints the bits of all passes over a few small networks, as a hash; for a process of its own. */
final class EngineBitsMain {

    private static final String[] NETWORKS = {
        "1x12x12:C5x8-P-M2-C3x16-P-M2-F-D3-P-Z-D10n",
        "2x9x7:C3x16n-B-L-M2-O-C1x20n-B-L-G-Z-D10",
        "1x9x9:F-D70-P-D5-Z-D4",
        "2x9x7:C3x16n-@1-B-R-C3x16-S-*1,1-B-&1-K2x40-X-G-Z-D10",
        "2x9x7:C3x16n-Bp-N-E-R-C3x20-Q-E-G-Z-D10-Q"
    };

    private EngineBitsMain() {}

    public static void main(String[] arguments) {
        int first = hash();
        int hash = first;
        for (int i = 0; i < Integer.getInteger("repetitions") && hash == first; i++) {
            hash = hash();
        }
        System.out.println(first + " " + hash);
    }

    private static int hash() {
        int hash = 1;
        for (String notation : NETWORKS) {
            Network network = NetworkNotation.parse(notation);
            EngineRun run = EngineRun.of(network, 3, 3, 3, 1, true);
            for (float[] values : new float[][] {
                run.latent(), run.logits(), run.input(), run.latentChange(), run.logitsChange(), run.gradient()
            }) {
                hash = 31 * hash + Arrays.hashCode(values);
            }
        }
        return hash;
    }
}
