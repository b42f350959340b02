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
package org.mattrainer.evaluation.run;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.util.List;
import org.mattrainer.MatTrainer;
import org.mattrainer.MatTrainerProvenance;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.format.SettingsText;
import org.mattrainer.evaluation.job.TrainJob;
import org.mattrainer.nn.Network;

/** The first lines of a run. */
public final class Header {

    private static final int MOST_CHARACTERS = 160;

    private Header() {}

    /** The Java runtime in a few words. */
    public static String java() {
        return "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + "), "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " cores, "
                + Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB heap";
    }

    /** Whether the Java machine was started with SIMD arithmetic. */
    private static boolean hasVectorModule() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    /** What can be said before any data are read. */
    static void printRun(Console console, String name, Object trainer) {
        console.info("Run       " + name);
        console.info("Java      " + java().substring("Java ".length()));
        if (hasVectorModule()) {
            console.info("          (the Java machine's warning about incubator modules is expected)");
        }
        console.info("Trainer   " + shortened(trainer));
    }

    /** Which arithmetic trainers of this project use, which differs between processors in the last bits. */
    static void printArithmetic(Console console, List<MatTrainer> trainers, int threads) {
        if (!trainers.isEmpty()) {
            Provenance kernels =
                    trainers.get(0).getProvenance().getInstanceValues().get(MatTrainerProvenance.KERNELS);
            console.info("Kernels   " + ((StringProvenance) kernels).getValue() + ", " + threads
                    + (threads == 1 ? " thread" : " threads"));
        }
    }

    /** The network and its size. */
    static void printNetwork(Console console, Network network) {
        console.info("Network   " + network.notation());
        console.info("          " + Numbers.count(network.parameterCount()) + " parameters, " + network.classes()
                + " classes");
    }

    /** The settings of a large trainer stand in the report; here they would hide everything else. */
    private static String shortened(Object trainer) {
        String text = SettingsText.ofComponent(trainer);
        return text.length() <= MOST_CHARACTERS ? text : trainer.getClass().getSimpleName();
    }

    /** The sources, which know what the headers of their files say. */
    static void printSources(Console console, TrainJob job) {
        console.info("Train     " + job.trainSource());
        job.testSource().ifPresent(source -> console.info("Test      " + source));
        job.validationSource().ifPresent(source -> console.info("Validate  " + source));
    }
}
