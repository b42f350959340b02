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

import com.oracle.labs.mlrg.olcut.config.ArgumentException;
import java.nio.file.Path;
import org.mattrainer.adversarial.PowerMethod;

/**
 * How our contender is started, and the name that it has in reports.
 *
 * @param name {@link Contenders#OURS}, for a variant with the setting in which it differs
 * @param javaHome folder of the JDK
 * @param threads number of threads
 * @param powerMethod how the power iteration computes Hessian products
 */
record Ours(String name, Path javaHome, int threads, PowerMethod powerMethod) {

    static Ours of(StepBenchOptions options) {
        Path home = Path.of(System.getProperty("java.home"));
        return new Ours(Contenders.OURS, home, options.threads, options.powerMethod);
    }

    /**
     * The same with another setting.
     *
     * @param setting {@code threads=NUMBER}, {@code power-method=METHOD} or {@code jdk=FOLDER}
     * @throws ArgumentException if it is none of these
     */
    Ours with(String setting) {
        int equals = setting.indexOf('=');
        String value = setting.substring(equals + 1);
        String variant = name + " " + setting;
        try {
            switch (equals < 0 ? "" : setting.substring(0, equals)) {
                case "threads":
                    return new Ours(variant, javaHome, Integer.parseInt(value), powerMethod);
                case "power-method":
                    return new Ours(variant, javaHome, threads, PowerMethod.valueOf(value));
                case "jdk":
                    Path home = Path.of(value);
                    return new Ours(name + " jdk=" + home.getFileName(), home, threads, powerMethod);
                default:
                    throw new IllegalArgumentException("unknown setting");
            }
        } catch (IllegalArgumentException e) {
            throw new ArgumentException(
                    e,
                    "--variants",
                    "expected threads=NUMBER, power-method=METHOD or jdk=FOLDER, found '" + setting + "'");
        }
    }

    /** Path of the program that starts the virtual machine. */
    String java() {
        return javaHome.resolve("bin").resolve("java").toString();
    }
}
