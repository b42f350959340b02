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
package org.mattrainer.evaluation;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.mattrainer.evaluation.attack.AttackListener;
import org.mattrainer.evaluation.format.Numbers;

/** Tells of the progress of attacks: a line for each radius at its end, and some in between when it takes long. */
final class ProgressText implements AttackListener {

    private static final double SECONDS_BETWEEN = 20;

    private final Consumer<String> lines;
    private final LongSupplier nanoseconds;
    private String current = "";
    private long started;
    private long told;

    /** Lines go to a consumer; the time comes from a supplier. */
    ProgressText(Consumer<String> lines, LongSupplier nanoseconds) {
        this.lines = lines;
        this.nanoseconds = nanoseconds;
        this.started = nanoseconds.getAsLong();
        this.told = started;
    }

    @Override
    public void progress(String attack, double radius, int done, int total) {
        String what = attack + ", radius " + Numbers.loss(radius);
        long now = nanoseconds.getAsLong();
        if (!what.equals(current)) {
            current = what;
            started = told;
        }
        boolean last = done == total;
        if (last || (now - told) * 1e-9 >= SECONDS_BETWEEN) {
            String time = Numbers.duration((now - started) * 1e-9);
            lines.accept(what + ": " + Numbers.count(done) + (last ? "" : " of " + Numbers.count(total))
                    + " examples in " + time);
            told = now;
        }
    }
}
