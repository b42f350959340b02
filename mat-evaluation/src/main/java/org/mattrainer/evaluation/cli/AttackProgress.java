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
package org.mattrainer.evaluation.cli;

import org.mattrainer.evaluation.attack.AttackListener;
import org.mattrainer.evaluation.format.Numbers;

/** Shows how an attack goes: a line that is written over on a terminal, a line for each finished radius elsewhere. */
final class AttackProgress implements AttackListener {

    private final Console console;

    AttackProgress(Console console) {
        this.console = console;
    }

    @Override
    public void progress(String attack, double radius, int done, int total) {
        String line = "          " + attack + ", radius up to " + Numbers.plain(radius) + ": " + done + " of " + total;
        if (console.hasBar() && done < total) {
            console.overwrite(line);
        } else if (done >= total) {
            console.clearLine();
            console.info(line);
        }
    }
}
