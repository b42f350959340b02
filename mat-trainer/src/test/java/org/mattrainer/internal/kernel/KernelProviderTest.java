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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mattrainer.internal.kernel.vector.VectorKernels;

/** The look-up of the kernels. */
class KernelProviderTest {

    private static final String ABSENT = "org.mattrainer.internal.kernel.vector.NoSuchKernels";
    private static final String PRESENT = VectorKernels.class.getName();
    private static final JavaMachine SUITABLE = new JavaMachine(name -> Optional.empty(), "", Path.of("none"));
    private static final JavaMachine UNSUITABLE =
            new JavaMachine(name -> Optional.empty(), "interpreted mode, sharing", Path.of("none"));

    private final Logger logger = Logger.getLogger(KernelProvider.class.getName());
    private final List<LogRecord> records = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** Stands for vector kernels whose class is there but cannot be linked. */
    public static final class Unlinkable extends Error {
        private static final long serialVersionUID = 1L;

        /** Fails as a class does whose module is missing. */
        public Unlinkable() {
            throw new NoClassDefFoundError("jdk/incubator/vector/FloatVector");
        }
    }

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void restore() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        System.clearProperty(KernelProvider.VECTOR_BITS);
    }

    @Test
    void autoTakesVectorKernels() {
        assertEquals(
                VectorKernels.class,
                KernelProvider.choose(null, PRESENT, SUITABLE).getClass());
        assertEquals(
                VectorKernels.class,
                KernelProvider.choose("auto", PRESENT, SUITABLE).getClass());
        assertTrue(records.isEmpty());
    }

    @Test
    void vectorTakesVectorKernels() {
        Kernels kernels = KernelProvider.choose("vector", PRESENT, SUITABLE);
        assertEquals("vector " + kernels.lanes() * 32 + " bit", kernels.description());
        assertEquals(kernels.lanes(), kernels.convolutions().lanes());
    }

    @Test
    void scalarTakesScalarKernels() {
        Kernels kernels = KernelProvider.choose("scalar", PRESENT, SUITABLE);
        assertEquals("scalar", kernels.description());
        assertEquals(1, kernels.lanes());
    }

    @Test
    void autoWithoutVectorsWarnsOnceAndNamesTheFlag() {
        for (String missing : List.of(ABSENT, Unlinkable.class.getName())) {
            records.clear();
            assertEquals(
                    "scalar", KernelProvider.choose(null, missing, SUITABLE).description());
            assertEquals(1, records.size());
            assertEquals(Level.WARNING, records.get(0).getLevel());
            assertTrue(records.get(0).getMessage().contains("--add-modules jdk.incubator.vector"));
        }
    }

    @Test
    void autoTakesScalarKernelsWithOneWarningWhereVectorsAreNotCompiled() {
        assertEquals("scalar", KernelProvider.choose(null, PRESENT, UNSUITABLE).description());
        assertEquals(
                List.of(
                        "No vector kernels, because here they would be slower than the scalar ones that compute instead: "
                                + "the just-in-time compiler is off (-Xint)"),
                records.stream().map(LogRecord::getMessage).toList());
    }

    @Test
    void vectorStaysVectorWhereVectorsAreNotCompiled() {
        Kernels kernels = KernelProvider.choose("vector", PRESENT, UNSUITABLE);
        assertEquals(VectorKernels.class, kernels.getClass());
        assertTrue(records.isEmpty());
    }

    @Test
    void vectorWithoutVectorsFailsAndNamesTheFlag() {
        for (String missing : List.of(ABSENT, Unlinkable.class.getName())) {
            IllegalStateException e =
                    assertThrows(IllegalStateException.class, () -> KernelProvider.choose("vector", missing, SUITABLE));
            assertTrue(e.getMessage().contains("mattrainer.kernels"), e.getMessage());
            assertTrue(e.getMessage().contains("--add-modules jdk.incubator.vector"), e.getMessage());
        }
    }

    @Test
    void unknownKernelsAreAnError() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> KernelProvider.choose("gpu", PRESENT, SUITABLE));
        assertEquals(
                "System property mattrainer.kernels: expected auto, scalar or vector, found 'gpu'", e.getMessage());
    }

    @Test
    void unknownWidthIsAnErrorWhateverTheKernels() {
        System.setProperty(KernelProvider.VECTOR_BITS, "96");
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> KernelProvider.choose("scalar", PRESENT, SUITABLE));
        assertEquals("System property mattrainer.vectorBits: expected 64, 128, 256 or 512, found '96'", e.getMessage());
    }

    @Test
    void widthIsReadFromTheProperty() {
        assertEquals(0, KernelProvider.requestedBits());
        System.setProperty(KernelProvider.VECTOR_BITS, "128");
        assertEquals(128, KernelProvider.requestedBits());
    }

    @Test
    void oneProcessHasOneSetOfKernels() {
        assertSame(KernelProvider.kernels(), KernelProvider.kernels());
    }
}
