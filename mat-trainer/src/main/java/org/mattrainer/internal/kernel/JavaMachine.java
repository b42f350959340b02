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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the Java machine does to vectors. Its just-in-time compiler C2 turns them into registers; where that is off, or
 * has no instruction for the fused multiply-add, each vector is an object and each multiply-add decimal arithmetic,
 * many hundred times slower than scalar code.
 */
final class JavaMachine {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /** Looks up the flags of the Java machine. */
    @FunctionalInterface
    interface Flags {
        /** Value of a flag; empty when this machine has none of this name or does not tell. */
        Optional<String> value(String name);
    }

    private final Flags flags;
    private final String mode;
    private final Path processors;

    /**
     * Describes a machine.
     *
     * @param flags its flags
     * @param mode how it runs code, the system property {@code java.vm.info}
     * @param processors the file in which Linux describes the processors, where there is one
     */
    JavaMachine(Flags flags, String mode, Path processors) {
        this.flags = flags;
        this.mode = mode;
        this.processors = processors;
    }

    /** The machine that runs this code. */
    static JavaMachine running() {
        return new JavaMachine(runningFlags(), System.getProperty("java.vm.info", ""), PROCESSORS);
    }

    private static Flags runningFlags() {
        try {
            return new HotSpotFlags();
        } catch (LinkageError | IllegalArgumentException e) {
            // A run-time image without jdk.management, or a machine that is not HotSpot.
            return name -> Optional.empty();
        }
    }

    /**
     * Why vector kernels would be slower than scalar ones.
     *
     * @return the reason with the setting behind it; empty when vectors are compiled
     */
    Optional<String> obstacle() {
        if (is("UseCompiler", "false") || mode.contains("interpreted mode")) {
            return Optional.of("the just-in-time compiler is off (-Xint)");
        }
        if (is("UseJVMCICompiler", "true")) {
            return Optional.of("the just-in-time compiler is not C2 (UseJVMCICompiler)");
        }
        Optional<String> level = flags.value("TieredStopAtLevel").filter(text -> !text.equals("4"));
        if (level.isPresent() && !is("TieredCompilation", "false")) {
            return Optional.of("the just-in-time compiler C2 is off (TieredStopAtLevel=" + level.get() + ")");
        }
        if (is("CompilationMode", "quick-only") || mode.contains("emulated-client")) {
            return Optional.of("the just-in-time compiler C2 is off (CompilationMode=quick-only)");
        }
        if (is("EnableVectorSupport", "false")) {
            return Optional.of("the just-in-time compiler takes vectors for objects (EnableVectorSupport=false)");
        }
        Optional<String> fused = flags.value("UseFMA");
        if (fused.map("false"::equals).orElseGet(this::processorsLackFusedMultiplyAdd)) {
            return Optional.of("no fused multiply-add: the processor has none, or -XX:-UseFMA or -XX:UseAVX=0 is set");
        }
        return Optional.empty();
    }

    private boolean is(String flag, String value) {
        return flags.value(flag).map(value::equals).orElse(false);
    }

    /** Of processors with flags, as x86 ones are on Linux; others have the instruction or are not told. */
    private boolean processorsLackFusedMultiplyAdd() {
        if (!Files.isReadable(processors)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(processors, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> !(line + " ").contains(" fma "))
                    .orElse(false);
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}
