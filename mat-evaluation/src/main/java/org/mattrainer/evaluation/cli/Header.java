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

import org.tribuo.DataSource;

/** The first lines of a run. */
final class Header {

    private Header() {}

    /** The Java runtime in a few words. */
    static String java() {
        return "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + "), "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " cores, "
                + Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB heap";
    }

    /** Whether the Java machine was started with SIMD arithmetic. */
    private static boolean hasVectorModule() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    static void print(Console console, TrainJob job) {
        console.info("Running   " + java());
        if (hasVectorModule()) {
            console.info("          (the Java machine's warning about incubator modules is expected)");
        }
        console.info("Trainer   " + job.trainer());
        source(console, "Train     ", job.trainSource());
        job.testSource().ifPresent(source -> source(console, "Test      ", source));
        job.validationSource().ifPresent(source -> source(console, "Validate  ", source));
    }

    private static void source(Console console, String what, DataSource<?> source) {
        console.info(what + source);
    }
}
