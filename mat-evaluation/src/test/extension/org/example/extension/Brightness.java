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
package org.example.extension;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.Arrays;
import org.mattrainer.adversarial.Direction;
import org.mattrainer.adversarial.LocalProblem;

/** All pixels become brighter by as much. */
public final class Brightness implements Direction {

    @Override
    public int find(LocalProblem problem, double sigma, float[] perturbations) {
        int size = problem.size();
        Arrays.fill(perturbations, 0, problem.examples() * size, (float) (sigma / Math.sqrt(size)));
        return 0;
    }

    @Override
    public int gradients() {
        return 0;
    }

    @Override
    public boolean usesLatent() {
        return false;
    }

    @Override
    public boolean usesLabels() {
        return false;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Direction");
    }
}
