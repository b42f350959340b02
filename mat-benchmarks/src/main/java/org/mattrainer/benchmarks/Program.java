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
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.Options;
import com.oracle.labs.mlrg.olcut.config.UsageException;
import java.io.IOException;
import java.util.Arrays;

/** The main program of a benchmark with options. */
final class Program {

    /** What runs once the options are read. */
    @FunctionalInterface
    interface Body {
        /** Runs the benchmark; an {@link ArgumentException} says that an option's value cannot be used. */
        void run() throws IOException;
    }

    private Program() {}

    /**
     * Reads the options and runs the benchmark, or prints the usage where any argument asks for it; a wrong command line
     * ends the process with 2.
     */
    static void run(String[] args, Options options, Body body) throws IOException {
        // The host knows --help as the only argument.
        String[] known = Arrays.asList(args).contains("--help") ? new String[] {"--help"} : args;
        try (ConfigurationManager manager = new ConfigurationManager(known, options)) {
            body.run();
        } catch (UsageException e) {
            System.out.println(e.getUsage());
        } catch (ArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }
}
