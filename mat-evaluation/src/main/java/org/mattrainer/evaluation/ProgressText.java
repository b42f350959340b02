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

import java.util.function.LongSupplier;
import org.mattrainer.evaluation.attack.AttackListener;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.statistics.Proportion;

/**
 * Tells of the progress of attacks: a line for each radius at its end, and in between a bar where one can be seen, or some
 * lines when it takes long.
 */
final class ProgressText implements AttackListener {

    private static final double SECONDS_BETWEEN = 20;

    private final EvaluationProgress progress;
    private final LongSupplier nanoseconds;
    private String current = "";
    private long started;
    private long told;

    /** The time comes from a supplier. */
    ProgressText(EvaluationProgress progress, LongSupplier nanoseconds) {
        this.progress = progress;
        this.nanoseconds = nanoseconds;
        this.started = nanoseconds.getAsLong();
        this.told = started;
    }

    /** What came before, such as the predictions, is no part of the time. */
    @Override
    public void started(String attack, double radius, int total) {
        String what = what(attack, radius);
        if (!what.equals(current)) {
            current = what;
            started = nanoseconds.getAsLong();
            told = started;
        }
        progress.bar(what, 0, total, "");
    }

    private static String what(String attack, double radius) {
        return attack + ", radius " + Numbers.loss(radius);
    }

    @Override
    public void progress(String attack, double radius, int done, int total) {
        progress(attack, radius, done, total, "");
    }

    @Override
    public void progress(String attack, double radius, int done, int total, Proportion robust) {
        String accuracy = robust.total() == 0 ? "" : ", accuracy " + Numbers.percent(robust.share());
        progress(attack, radius, done, total, accuracy);
    }

    private void progress(String attack, double radius, int done, int total, String accuracy) {
        String what = what(attack, radius);
        long now = nanoseconds.getAsLong();
        if (!what.equals(current)) {
            current = what;
            started = told;
        }
        double seconds = (now - started) * 1e-9;
        boolean last = done == total;
        if (last) {
            tell(what + ": " + Numbers.count(done), seconds, accuracy, now);
        } else if (!progress.bar(
                        what, done, total, Numbers.duration(seconds / done * (total - done)) + " to go" + accuracy)
                && (now - told) * 1e-9 >= SECONDS_BETWEEN) {
            tell(what + ": " + Numbers.count(done) + " of " + Numbers.count(total), seconds, accuracy, now);
        }
    }

    private void tell(String what, double seconds, String accuracy, long now) {
        progress.line(what + " examples in " + Numbers.duration(seconds) + accuracy);
        told = now;
    }
}
