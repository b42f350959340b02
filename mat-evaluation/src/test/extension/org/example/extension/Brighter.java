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
import org.mattrainer.evaluation.attack.Attack;
import org.mattrainer.evaluation.attack.AttackBatch;
import org.mattrainer.evaluation.attack.AttackTarget;

/** All pixels become brighter by the radius. */
public final class Brighter implements Attack {

    @Override
    public String name() {
        return "brighter";
    }

    @Override
    public double norm() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public double[] radii() {
        return new double[] {0.05, 0.1};
    }

    @Override
    public boolean nested() {
        return false;
    }

    @Override
    public boolean hasBox() {
        return false;
    }

    @Override
    public boolean usesGradients() {
        return false;
    }

    @Override
    public float[][] perturb(AttackTarget target, AttackBatch batch, double... radii) {
        float[][] perturbed = new float[radii.length][];
        for (int r = 0; r < radii.length; r++) {
            perturbed[r] = batch.x().clone();
            for (int i = 0; i < perturbed[r].length; i++) {
                perturbed[r][i] += (float) radii[r];
            }
        }
        return perturbed;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Attack");
    }
}
