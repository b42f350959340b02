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
package org.mattrainer.benchmarks.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mattrainer.internal.kernel.ConvolutionKernels;
import org.mattrainer.internal.kernel.KernelProvider;
import org.mattrainer.internal.kernel.Kernels;
import org.mattrainer.internal.kernel.WinogradTransform;

class KernelCaseTest {

    @Test
    void everyKernelRunsOnItsData() {
        Kernels kernels = KernelProvider.kernels();
        ConvolutionKernels convolutions = kernels.convolutions();
        List<KernelCase> cases = new ArrayList<>(ProductCases.of(convolutions));
        int rows = convolutions.maxTileRows()
                + convolutions.maxOuterRows()
                + 2 * convolutions.maxRunRows()
                + 2 * convolutions.maxRows();
        int tiles = rows * ConvolutionKernels.PANEL_VECTORS;
        assertEquals(tiles + convolutions.maxRows(), cases.size());
        cases.addAll(TransformCases.of(convolutions));
        assertEquals(tiles + convolutions.maxRows() + WinogradTransform.values().length, cases.size());
        cases.addAll(ImageCases.of(kernels, 32, 4));
        Set<String> names = new HashSet<>();
        for (KernelCase kernel : cases) {
            kernel.call().run();
            assertTrue(names.add(kernel.name()), kernel.name());
            assertTrue(kernel.work() > 0 && kernel.floor() > 0 && kernel.floor() < 1, kernel.name());
        }
    }
}
