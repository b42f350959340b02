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
package org.mattrainer.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The objectives by name are those of the configurations of the same names. */
class TermsTest {

    @Test
    void eachIsTheObjectiveOfItsConfiguration() {
        assertEquals("[CrossEntropy(weight=1.0)]", Terms.baseline().toString());
        String vat = Terms.vat(2).toString();
        for (String setting : List.of(
                "smoothnessWeight=1.0",
                "latentWeight=0.0",
                "sigma=2.0",
                "target=OUTPUT",
                "powerIterations=1",
                "detachClean=true",
                "warmUp=0.5")) {
            assertTrue(vat.contains(setting), setting + " in " + vat);
        }
        String mat = Terms.mat(2).toString();
        for (String setting : List.of(
                "smoothnessWeight=0.1",
                "latentWeight=1.0",
                "sigma=2.0",
                "target=LATENT",
                "powerIterations=1",
                "detachClean=false",
                "warmUp=0.5",
                "likelihoodWeight=0.1")) {
            assertTrue(mat.contains(setting), setting + " in " + mat);
        }
        assertTrue(Terms.adversarial(2).toString().contains("sigma=2.0,direction=FastGradient(p=2.0)"));
        assertTrue(Terms.adversarial(0.25, Double.POSITIVE_INFINITY).toString().contains("p=Infinity"));
        assertThrows(PropertyException.class, () -> Terms.vat(0));
        assertThrows(PropertyException.class, () -> Terms.mat(-1));
        assertThrows(PropertyException.class, () -> Terms.adversarial(1, 1));
    }

    @Test
    void onlyManifoldAdversarialTrainingUsesTheMixture() {
        assertFalse(Terms.vat(1).stream().anyMatch(Term::usesMixture));
        assertTrue(Terms.mat(1).stream().anyMatch(Term::usesMixture));
    }
}
