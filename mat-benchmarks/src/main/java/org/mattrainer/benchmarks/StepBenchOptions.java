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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.mattrainer.adversarial.PowerMethod;
import org.mattrainer.benchmarks.contest.BenchCase;
import org.mattrainer.benchmarks.contest.StepKind;

/** Options of {@link StepBench}. */
public final class StepBenchOptions implements Options {

    /** Turns of each contender in each column. */
    @Option(longName = "rounds", charName = 'r', usage = "Turns of each contender for each step, 5 when not given.")
    public int rounds = 5;

    /** Length of a turn. */
    @Option(longName = "seconds", charName = 's', usage = "Least length of a turn in seconds, 1 when not given.")
    public double seconds = 1;

    /** Length of the warm-up. */
    @Option(
            longName = "warm-up",
            charName = 'w',
            usage = "Least warm-up in seconds, 5 when not given; half as long again until kernels are compiled.")
    public double warmUp = 5;

    /** Threads of every contender. */
    @Option(longName = "threads", charName = 't', usage = "Threads of every contender, all processors when not given.")
    public int threads = Runtime.getRuntime().availableProcessors();

    /** How our power iteration computes Hessian products. */
    @Option(
            longName = "power-method",
            charName = 'm',
            usage = "EXACT or FINITE_DIFFERENCE, our default when not given.")
    public PowerMethod powerMethod = PowerMethod.FINITE_DIFFERENCE;

    /** Further JDKs. */
    @Option(longName = "jdks", charName = 'j', usage = "Folders of JDKs that ours runs on, too, separated by commas.")
    public List<Path> jdks = new ArrayList<>();

    /** Folder of the built peers. */
    @Option(longName = "peers", charName = 'p', usage = "Folder of the built peers; without it only ours runs.")
    public Path peers;

    /** Networks to run. */
    @Option(
            longName = "networks",
            charName = 'n',
            usage = "Networks to run: LENETS_PLUS_PLUS, CONV_LARGE, WIDE_RESNET; all when not given.")
    public EnumSet<BenchCase> networks = EnumSet.allOf(BenchCase.class);

    /** Steps to run. */
    @Option(
            longName = "steps",
            charName = 'k',
            usage =
                    "Steps to run: SUPERVISED, MAT and INFERENCE when not given; also ATTACK, ADAPTIVE_ATTACK, not by TensorFlow.")
    public EnumSet<StepKind> steps = StepKind.withoutAttacks();

    @Override
    public String getOptionsDescription() {
        return "Times whole steps (supervised, MAT, inference), alternating between contenders.";
    }
}
