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
package org.mattrainer.internal.kernel;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.util.List;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs tests in vectors of a width. The arguments are the width, how many tests have to pass at least, and their classes;
 * the exit status is 1 when one fails, when there are fewer or the width is not as said.
 */
final class VectorWidthMain {

    /** The tag of tests that no width of vectors makes another test. */
    static final String ANY_WIDTH = "any-width";

    private VectorWidthMain() {}

    /** Whether this process is for one width of vectors. */
    static boolean isOneWidth() {
        return System.getProperty("mattrainer.vectorBits") != null;
    }

    public static void main(String[] args) {
        String expected = "vector " + args[0] + " bit";
        if (!KernelProvider.kernels().description().equals(expected)) {
            System.out.println("Expected " + expected + ", found "
                    + KernelProvider.kernels().description());
            System.exit(1);
        }
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
        for (String test : List.of(args).subList(2, args.length)) {
            request.selectors(selectClass(test));
        }
        request.filters(TagFilter.excludeTags(ANY_WIDTH));
        LauncherFactory.create().execute(request.build(), listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(System.out, true), 5);
        System.exit(
                summary.getTotalFailureCount() == 0 && summary.getTestsSucceededCount() >= Integer.parseInt(args[1])
                        ? 0
                        : 1);
    }
}
