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

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * Picks the kernels of this process. The system property {@value #KERNELS} is {@code auto} (vector kernels where the
 * module jdk.incubator.vector is present and this machine compiles vectors, else scalar ones with a warning),
 * {@code scalar} or {@code vector} (whatever the machine makes of them); {@value #VECTOR_BITS} sets the width of the
 * vectors, which otherwise is the widest of the processor. The class that needs the incubator module is loaded by name
 * only.
 */
public final class KernelProvider {

    /** System property that chooses the kernels: auto, scalar or vector. */
    public static final String KERNELS = "mattrainer.kernels";

    /** System property that sets the width of the vectors: 64, 128, 256 or 512. */
    public static final String VECTOR_BITS = "mattrainer.vectorBits";

    private static final Logger logger = Logger.getLogger(KernelProvider.class.getName());
    private static final String VECTOR_CLASS = "org.mattrainer.internal.kernel.vector.VectorKernels";
    private static final String FLAG = "--add-modules jdk.incubator.vector";

    private static Kernels chosen;

    private KernelProvider() {}

    /**
     * The kernels of this process, chosen at the first call.
     *
     * @return the kernels
     * @throws IllegalArgumentException if a property has an unknown value
     * @throws IllegalStateException if vector kernels are demanded but cannot be had
     */
    public static synchronized Kernels kernels() {
        if (chosen == null) {
            chosen = choose(System.getProperty(KERNELS), VECTOR_CLASS, JavaMachine.running());
        }
        return chosen;
    }

    /**
     * Width of vectors that the system property asks for.
     *
     * @return 64, 128, 256 or 512, or 0 when the property is not set
     * @throws IllegalArgumentException if it is set to anything else
     */
    public static int requestedBits() {
        String text = System.getProperty(VECTOR_BITS);
        if (text == null) {
            return 0;
        }
        switch (text) {
            case "64":
            case "128":
            case "256":
            case "512":
                return Integer.parseInt(text);
            default:
                throw new IllegalArgumentException(
                        "System property " + VECTOR_BITS + ": expected 64, 128, 256 or 512, found '" + text + "'");
        }
    }

    /**
     * The choice as a function of the property, for tests.
     *
     * @param setting value of the property, or null
     * @param vectorClass name of the class of the vector kernels
     * @param machine the Java machine
     * @return the kernels
     */
    static Kernels choose(String setting, String vectorClass, JavaMachine machine) {
        String choice = setting == null ? "auto" : setting;
        requestedBits();
        switch (choice) {
            case "scalar":
                return new ScalarKernels();
            case "vector":
                try {
                    return load(vectorClass);
                } catch (ReflectiveOperationException | LinkageError e) {
                    throw new IllegalStateException(
                            "System property " + KERNELS + " is 'vector', but the vector kernels cannot be used (" + e
                                    + "): start Java with " + FLAG,
                            e);
                }
            case "auto":
                return automatic(vectorClass, machine);
            default:
                throw new IllegalArgumentException(
                        "System property " + KERNELS + ": expected auto, scalar or vector, found '" + setting + "'");
        }
    }

    /** Vector kernels where they run as vectors, else scalar ones with one warning. */
    private static Kernels automatic(String vectorClass, JavaMachine machine) {
        Optional<String> obstacle = machine.obstacle();
        if (obstacle.isPresent()) {
            logger.warning(
                    "No vector kernels, because here they would be slower than the scalar ones that compute instead: "
                            + obstacle.get());
            return new ScalarKernels();
        }
        try {
            return load(vectorClass);
        } catch (ReflectiveOperationException | LinkageError e) {
            logger.warning(
                    "No vector kernels (" + e + "); the scalar ones are many times slower. Start Java with " + FLAG);
            return new ScalarKernels();
        }
    }

    private static Kernels load(String name) throws ReflectiveOperationException {
        try {
            return (Kernels) Class.forName(name).getDeclaredConstructor().newInstance();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof LinkageError cause) {
                throw cause;
            }
            throw e;
        }
    }
}
