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
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the tests that depend on the width of the vectors; exits with 1 when one fails or the width is not as said. */
final class VectorWidthMain {

    private VectorWidthMain() {}

    public static void main(String[] args) {
        String expected = "vector " + args[0] + " bit";
        if (!KernelProvider.kernels().description().equals(expected)) {
            System.out.println("Expected " + expected + ", found "
                    + KernelProvider.kernels().description());
            System.exit(1);
        }
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(
                                selectClass(VectorKernelsTest.class),
                                selectClass(ConvolutionTest.class),
                                selectClass("org.mattrainer.golden.LayersGoldenTest"),
                                selectClass("org.mattrainer.golden.PerturbGoldenTest"),
                                selectClass("org.mattrainer.golden.StepsGoldenTest"))
                        .build(),
                listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(System.out, true), 5);
        System.exit(summary.getTotalFailureCount() == 0 && summary.getTestsSucceededCount() > 50 ? 0 : 1);
    }
}
