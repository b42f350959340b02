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

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import java.io.ObjectInputStream;
import java.security.SecureRandom;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Classes and methods of the JDK that would break determinism or safety. */
class ForbiddenCallsTest {

    @Test
    void nothingReadsSerializedObjects() {
        noClasses()
                .should()
                .callCodeUnitWhere(new DescribedPredicate<JavaCall<?>>("create an ObjectInputStream") {
                    @Override
                    public boolean test(JavaCall<?> call) {
                        return call.getTargetOwner().isAssignableTo(ObjectInputStream.class)
                                && call.getTarget().getName().equals("<init>");
                    }
                })
                .because("it runs code that the data names")
                .check(MainClasses.ALL);
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
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callConstructor(SplittableRandom.class)
                .because("a run is repeated bit for bit from its seed")
                .check(MainClasses.ALL);
    }

    @Test
    void nothingDependsOnTheClock() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .because("System.nanoTime measures, and dates belong to the provenance")
                .check(MainClasses.ALL);
    }

    @Test
    void aLibraryNeitherPrintsNorExits() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(MainClasses.ALL);
    }

    @Test
    void lanesAreAddedInAGivenOrder() {
        noClasses()
                .should()
                .callCodeUnitWhere(new DescribedPredicate<JavaCall<?>>("reduce the lanes of floats") {
                    @Override
                    public boolean test(JavaCall<?> call) {
                        return call.getTargetOwner().getName().endsWith(".FloatVector")
                                && call.getTarget().getName().equals("reduceLanes");
                    }
                })
                .because("it leaves the order of the additions open, so that compiled code rounds differently")
                .check(MainClasses.ALL);
    }
}
