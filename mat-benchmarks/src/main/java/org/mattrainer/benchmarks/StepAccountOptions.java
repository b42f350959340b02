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
package org.mattrainer.benchmarks;

import com.oracle.labs.mlrg.olcut.config.Option;
import com.oracle.labs.mlrg.olcut.config.Options;
import java.util.EnumSet;
import org.mattrainer.adversarial.PowerMethod;
import org.mattrainer.benchmarks.contest.BenchCase;
import org.mattrainer.benchmarks.contest.StepKind;

/** Options of {@link StepAccount}. */
public final class StepAccountOptions implements Options {

    /** How long steps are sampled. */
    @Option(longName = "seconds", charName = 's', usage = "Seconds of sampling for each step, 20 when not given.")
    public double seconds = 20;

    /** Warm-up. */
    @Option(longName = "warm-up", charName = 'w', usage = "Warm-up before that in seconds, 8 when not given.")
    public double warmUp = 8;

    /** Threads of the engine. */
    @Option(longName = "threads", charName = 't', usage = "Threads, all processors when not given.")
    public int threads = Runtime.getRuntime().availableProcessors();

    /** How the power iteration computes Hessian products. */
    @Option(
            longName = "power-method",
            charName = 'm',
            usage = "EXACT or FINITE_DIFFERENCE, the library's default when not given.")
    public PowerMethod powerMethod = PowerMethod.FINITE_DIFFERENCE;

    /** Networks to run. */
    @Option(longName = "networks", charName = 'n', usage = "Networks to run, CONV_LARGE when not given.")
    public EnumSet<BenchCase> networks = EnumSet.of(BenchCase.CONV_LARGE);

    /** Steps to run. */
    @Option(longName = "steps", charName = 'k', usage = "Steps to run, SUPERVISED when not given.")
    public EnumSet<StepKind> steps = EnumSet.of(StepKind.SUPERVISED);

    @Override
    public String getOptionsDescription() {
        return "Says where the time of whole steps goes.";
    }
}
