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

/**
 * The contender's end of the line: reads one order a line from standard input and answers each with one line that
 * starts with {@link #MARK}. Orders are {@code open CASE}, {@code run KIND SECONDS} and {@code close}; the end of the
 * input ends the worker.
 */
public final class Worker {

    static final String MARK = "answer: ";

    private final Contender contender;
    private Contender.Steps steps;

    private Worker(Contender contender) {
        this.contender = contender;
    }

    /**
     * Serves orders until the input ends.
     *
     * @param contender who runs the steps
     * @throws IOException if standard input cannot be read
     */
    public static void serve(Contender contender) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        Worker worker = new Worker(contender);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            answers.println(MARK + worker.obey(order.split(" ", -1)));
            answers.flush();
        }
    }

    private String obey(String[] order) {
        switch (order[0]) {
            case "open":
                steps = contender.open(BenchCase.valueOf(order[1]));
                return contender.description();
            case "run":
                return turn(steps, StepKind.valueOf(order[1]), Double.parseDouble(order[2]))
                        .format();
            case "close":
                steps.close();
                return "closed";
            default:
                throw new IllegalArgumentException("expected open, run or close, found " + order[0]);
        }
    }

    /**
     * Runs steps until the time is over, at least one.
     *
     * @param steps who runs them
     * @param kind which step
     * @param seconds how long
     * @return what it took
     */
    public static Turn turn(Contender.Steps steps, StepKind kind, double seconds) {
        Meter meter = new Meter();
        int count = 0;
        do {
            steps.run(kind);
            count++;
        } while (meter.seconds() < seconds);
        return meter.turn(count);
    }
}
