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
package org.mattrainer.benchmarks.contest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The driver's end of the line to one {@link Worker} in a process of its own. */
public final class WorkerProcess implements AutoCloseable {

    private final String name;
    private final Process process;
    private final PrintStream orders;
    private final BufferedReader answers;

    /**
     * Starts the process.
     *
     * @param name of the contender, in reports
     * @param command program and arguments
     * @param environment variables added to the driver's own
     * @throws IOException if the process cannot be started
     */
    public WorkerProcess(String name, List<String> command, Map<String, String> environment) throws IOException {
        this.name = name;
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        process = builder.start();
        orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Name of the contender.
     *
     * @return as given
     */
    public String name() {
        return name;
    }

    /**
     * Builds a network.
     *
     * @param benchCase which network
     * @return the contender's description of itself
     * @throws IOException if the worker died
     */
    public String open(BenchCase benchCase) throws IOException {
        return ask("open " + benchCase.name());
    }

    /**
     * Runs steps until the time is over, at least one.
     *
     * @param kind which step
     * @param seconds how long
     * @return what it took
     * @throws IOException if the worker died
     */
    public Turn run(StepKind kind, double seconds) throws IOException {
        return Turn.parse(ask("run " + kind.name() + " " + seconds));
    }

    /**
     * Drops the network.
     *
     * @throws IOException if the worker died
     */
    public void closeCase() throws IOException {
        ask("close");
    }

    private String ask(String order) throws IOException {
        orders.println(order);
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(Worker.MARK)) {
                return line.substring(Worker.MARK.length());
            }
        }
        throw new IOException(name + ": the worker ended at the order '" + order + "'");
    }

    @Override
    public void close() {
        orders.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
