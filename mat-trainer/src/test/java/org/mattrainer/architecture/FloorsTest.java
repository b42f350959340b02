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
package org.mattrainer.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The floors of the module: each package knows only packages below it. */
class FloorsTest {

    private static final String ROOT = "org.mattrainer";

    /** Package to the packages that it may use, written without the root's name. The root may use all. */
    private static final Map<String, Set<String>> BELOW = new TreeMap<>(Map.ofEntries(
            Map.entry("configuration", Set.of()),
            Map.entry("nn", Set.of("configuration", "internal.numbers")),
            Map.entry("statistics", Set.of()),
            Map.entry("image", Set.of("configuration", "internal.files", "internal.numbers", "nn", "statistics")),
            Map.entry("data", Set.of("configuration", "image", "internal.files", "internal.numbers", "protos")),
            Map.entry("internal.bytes", Set.of()),
            Map.entry("internal.files", Set.of()),
            Map.entry("internal.numbers", Set.of()),
            Map.entry("internal.settings", Set.of()),
            Map.entry("internal.kernel", Set.of("nn")),
            Map.entry("internal.kernel.vector", Set.of("internal.kernel", "nn")),
            Map.entry("internal.engine", Set.of("internal.bytes", "internal.kernel", "internal.numbers", "nn")),
            Map.entry("latent", Set.of("configuration", "internal.kernel", "internal.numbers", "nn")),
            Map.entry("optimise", Set.of("configuration", "internal.kernel", "internal.numbers", "nn")),
            Map.entry("divergence", Set.of("latent", "internal.engine", "internal.kernel", "nn")),
            Map.entry(
                    "adversarial",
                    Set.of(
                            "configuration",
                            "divergence",
                            "latent",
                            "internal.engine",
                            "internal.kernel",
                            "internal.numbers",
                            "nn")),
            Map.entry(
                    "objective",
                    Set.of(
                            "configuration",
                            "adversarial",
                            "divergence",
                            "image",
                            "latent",
                            "internal.engine",
                            "internal.kernel",
                            "internal.numbers",
                            "internal.settings",
                            "nn")),
            Map.entry("training", Set.of("configuration", "internal.files", "internal.numbers")),
            Map.entry(
                    "internal.checkpoint",
                    Set.of(
                            "optimise",
                            "internal.bytes",
                            "internal.files",
                            "internal.kernel",
                            "internal.numbers",
                            "internal.settings",
                            "nn",
                            "protos",
                            "training")),
            Map.entry(
                    "internal.input",
                    Set.of("internal.engine", "internal.files", "internal.numbers", "image", "nn", "training")),
            Map.entry(
                    "internal.training",
                    Set.of(
                            "internal.checkpoint",
                            "objective",
                            "adversarial",
                            "divergence",
                            "latent",
                            "optimise",
                            "internal.bytes",
                            "internal.engine",
                            "internal.input",
                            "internal.kernel",
                            "internal.numbers",
                            "image",
                            "nn",
                            "training")),
            Map.entry("onnx", Set.of("image", "internal.kernel", "nn")),
            Map.entry("protos", Set.of())));

    static Set<String> packages() {
        return BELOW.keySet();
    }

    @Test
    void everyPackageStandsOnAFloor() {
        Set<String> unknown = new TreeSet<>();
        for (JavaClass c : MainClasses.ALL) {
            String name = c.getPackageName();
            if (!name.equals(ROOT) && !BELOW.containsKey(name.substring(ROOT.length() + 1))) {
                unknown.add(name);
            }
        }
        assertEquals(Set.of(), unknown, "packages without a floor in this test");
    }

    @ParameterizedTest
    @MethodSource("packages")
    void arrowsPointDownwards(String name) {
        Set<String> above = new TreeSet<>(BELOW.keySet());
        above.remove(name);
        above.removeAll(BELOW.get(name));
        String[] forbidden = above.stream().map(p -> ROOT + "." + p).toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .allowEmptyShould(true)
                .check(MainClasses.ALL);
    }

    @Test
    void noSubPackageUsesTheRoot() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(MainClasses.ALL);
    }

    @Test
    void packagesAreFreeOfCycles() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .check(MainClasses.ALL);
    }

    @Test
    void onlyTheVectorKernelsSeeTheIncubatorModule() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".internal.kernel.vector")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator..")
                .check(MainClasses.ALL);
    }

    @Test
    void theVectorKernelsAreLoadedByNameOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".internal.kernel.vector")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".internal.kernel.vector")
                .check(MainClasses.ALL);
    }

    @Test
    void theMethodUsesTheHostOnlyForConfigurationProvenanceAndMaths() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".nn..",
                        ROOT + ".latent..",
                        ROOT + ".divergence..",
                        ROOT + ".adversarial..",
                        ROOT + ".objective..",
                        ROOT + ".optimise..",
                        ROOT + ".statistics..",
                        ROOT + ".internal.bytes..",
                        ROOT + ".internal.checkpoint..",
                        ROOT + ".internal.engine..",
                        ROOT + ".internal.files..",
                        ROOT + ".internal.kernel..",
                        ROOT + ".internal.numbers..",
                        ROOT + ".internal.settings..",
                        ROOT + ".internal.training..")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("org.tribuo..")
                        .and(JavaClass.Predicates.resideOutsideOfPackage("org.tribuo.math..")))
                .check(MainClasses.ALL);
    }
}
