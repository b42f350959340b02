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
package org.mattrainer.evaluation.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.evaluation.RobustnessEvaluator;

class EvaluationRulesTest {

    private static final String ROOT = "org.mattrainer.evaluation";

    /** All that lies where the evaluator lies, which no test does, wherever the build puts the classes. */
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(RobustnessEvaluator.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation());

    @Test
    void nothingUsesTheInsidesOfTheTrainer() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.mattrainer.internal.bytes..",
                        "org.mattrainer.internal.engine..",
                        "org.mattrainer.internal.kernel..",
                        "org.mattrainer.internal.training..")
                .because(
                        "what is inside changes without notice; only internal.checkpoint, .files, .input and .numbers are exported to this module")
                .check(CLASSES);
    }

    /** Package to the packages that it may use, written without the root's name; the root itself is "". */
    private static final Map<String, Set<String>> BELOW = Map.ofEntries(
            Map.entry(".format", Set.of()),
            Map.entry(".statistics", Set.of()),
            Map.entry(".embedding", Set.of()),
            Map.entry(".plot", Set.of(".format")),
            Map.entry(".attack.geometry", Set.of()),
            Map.entry(".attack.climb", Set.of(".attack.geometry")),
            Map.entry(".attack.squares", Set.of(".attack.geometry")),
            Map.entry(".attack.network", Set.of(".attack.geometry")),
            Map.entry(".attack.precision", Set.of()),
            Map.entry(
                    ".attack",
                    Set.of(
                            ".attack.climb",
                            ".attack.geometry",
                            ".attack.network",
                            ".attack.precision",
                            ".attack.squares",
                            ".format",
                            ".statistics")),
            Map.entry("", Set.of(".attack", ".format", ".statistics")),
            Map.entry(".study", Set.of("", ".attack", ".embedding", ".format", ".plot", ".statistics")),
            Map.entry(".trial", Set.of(".statistics")),
            Map.entry(".job", Set.of("", ".study", ".trial")),
            Map.entry(
                    ".report",
                    Set.of("", ".attack", ".embedding", ".format", ".plot", ".statistics", ".study", ".trial")),
            Map.entry(".command", Set.of(".format")),
            Map.entry(".config", Set.of(".command")),
            Map.entry(".run", Set.of("", ".command", ".config", ".format", ".job", ".report")),
            Map.entry(
                    ".run.evaluation",
                    Set.of("", ".command", ".config", ".format", ".job", ".plot", ".report", ".run", ".study")),
            Map.entry(".run.prediction", Set.of("", ".command", ".format", ".plot", ".run")),
            Map.entry(
                    ".run.study",
                    Set.of("", ".command", ".config", ".format", ".job", ".report", ".run", ".statistics", ".trial")),
            Map.entry(
                    ".cli", Set.of(".command", ".config", ".run", ".run.evaluation", ".run.prediction", ".run.study")));

    /** The packages of the module from the top, as the documentation has them. */
    private static List<String> documentedOrder() throws IOException {
        Path file = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("docs/architecture.md");
        String text = Files.readString(file);
        int start = text.indexOf("Packages of mat-evaluation,");
        String paragraph = text.substring(start, text.indexOf("Plots are drawn", start));
        List<String> order = new ArrayList<>();
        Matcher words = Pattern.compile("`([a-z.]+)`|the root").matcher(paragraph);
        while (words.find()) {
            order.add(words.group(1) == null ? "" : "." + words.group(1));
        }
        return order;
    }

    /** Each may use what comes after it, and the packages within {@code run} that one too. */
    @Test
    void theFloorsAreThoseOfTheDocumentation() throws IOException {
        List<String> order = documentedOrder();
        assertEquals(BELOW.keySet(), Set.copyOf(order), "packages of docs/architecture.md");
        assertEquals(BELOW.size(), order.size(), "each package once in docs/architecture.md");
        BELOW.forEach((name, used) -> used.forEach(other -> {
            boolean within = name.startsWith(other + ".") && !other.isEmpty();
            boolean below = order.indexOf(other) > order.indexOf(name);
            assertTrue(within || below, "'" + name + "' stands above '" + other + "' in docs/architecture.md");
        }));
    }

    static Set<String> packages() {
        return BELOW.keySet();
    }

    @Test
    void everyPackageStandsOnAFloor() {
        Set<String> found = new TreeSet<>();
        CLASSES.forEach(c -> found.add(c.getPackageName().substring(ROOT.length())));
        assertEquals(new TreeSet<>(BELOW.keySet()), found, "packages of this test and of the module");
    }

    @ParameterizedTest
    @MethodSource("packages")
    void arrowsPointDownwards(String name) {
        Set<String> above = new TreeSet<>(BELOW.keySet());
        above.remove(name);
        above.removeAll(BELOW.get(name));
        noClasses()
                .that()
                .resideInAPackage(ROOT + name)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above.stream().map(p -> ROOT + p).toArray(String[]::new))
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("packages")
    void noArrowIsAllowedThatIsNotThere(String name) {
        Set<String> used = new TreeSet<>();
        CLASSES.stream()
                .filter(c -> c.getPackageName().equals(ROOT + name))
                .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getPackageName())
                .filter(target -> target.startsWith(ROOT) && !target.equals(ROOT + name))
                .forEach(target -> used.add(target.substring(ROOT.length())));
        assertEquals(used, new TreeSet<>(BELOW.get(name)));
    }

    @Test
    void packagesAreFreeOfCycles() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandsPrintAndExit() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".command")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    @Test
    void nothingReadsSerializedObjects() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .check(CLASSES);
    }

    @Test
    void randomNumbersComeFromTheSeed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class, ThreadLocalRandom.class, SecureRandom.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(SplittableRandom.class)
                .check(CLASSES);
    }
}
