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
package org.mattrainer.evaluation.attack;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.mattrainer.evaluation.format.NumberList;
import org.mattrainer.internal.numbers.Checks;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/**
 * Several attacks of one norm: an example is robust only if it survives all of them. Each attack gets the examples that
 * the earlier ones did not break, so the cheap ones come first.
 */
public final class AttackEnsemble implements Attack {

    @Config(mandatory = true, description = "The attacks in order, of one norm; their own radii are not used.")
    private List<Attack> attacks = new ArrayList<>();

    @Config(
            mandatory = true,
            description =
                    "The radii to evaluate in units of the network's input, ascending: numbers and start:end:step.")
    private String[] radii = {};

    @Config(description = "Name of the ensemble.")
    private String name = "ensemble";

    /** The numbers of the radii, once the settings are complete. */
    private double[] radiusValues = {};

    /** For olcut. */
    private AttackEnsemble() {}

    /**
     * Makes the attack.
     *
     * @param name name of the ensemble
     * @param attacks the attacks in order, of one norm
     * @param radii radii to evaluate, ascending from at least 0
     * @throws PropertyException if there is no attack or the norms differ
     */
    public AttackEnsemble(String name, List<? extends Attack> attacks, double... radii) {
        this.name = name;
        this.attacks = new ArrayList<>(attacks);
        this.radii = NumberList.texts(radii);
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(!attacks.isEmpty(), "attacks", "at least one attack", "none");
        for (Attack attack : attacks) {
            Checks.require(attack.norm() == norm(), "attacks", "attacks of the norm " + norm(), attack.name());
        }
        // Ranges are written out, so that equal radii make equal provenances.
        radiusValues = NumberList.parse("radii", radii);
        radii = NumberList.texts(radiusValues);
        BoundedAttack.requireAscending(radiusValues);
    }

    @Override
    public String name() {
        return name + " " + BoundedAttack.nameOf(norm());
    }

    @Override
    public double norm() {
        return attacks.get(0).norm();
    }

    @Override
    public double[] radii() {
        return radiusValues.clone();
    }

    @Override
    public boolean nested() {
        return true;
    }

    @Override
    public boolean hasBox() {
        return attacks.stream().allMatch(Attack::hasBox);
    }

    @Override
    public boolean usesGradients() {
        return attacks.stream().anyMatch(Attack::usesGradients);
    }

    @Override
    public String fingerprint() {
        return attacks.stream().map(Attack::fingerprint).collect(Collectors.joining(" ", Arrays.toString(radii), ""));
    }

    @Override
    public List<Attack> members() {
        return attacks.stream().flatMap(attack -> attack.members().stream()).toList();
    }

    @Override
    public void requireFits(AttackTarget target, double[] radii) {
        Attack.super.requireFits(target, radii);
        attacks.forEach(attack -> attack.requireFits(target, radii));
    }

    @Override
    public void requireKnows(Set<String> labels) {
        attacks.forEach(attack -> attack.requireKnows(labels));
    }

    @Override
    public float[][] perturb(AttackTarget target, AttackBatch batch, double... sizes) {
        float[][] perturbed = new float[sizes.length][];
        for (int r = 0; r < sizes.length; r++) {
            perturbed[r] = batch.x().clone();
            List<Integer> left = new ArrayList<>();
            for (int i = 0; i < batch.n(); i++) {
                left.add(i);
            }
            for (Attack attack : members()) {
                if (!left.isEmpty()) {
                    left = survivors(target, batch, attack, sizes[r], left, perturbed[r]);
                }
            }
        }
        return perturbed;
    }

    private static List<Integer> survivors(
            AttackTarget target, AttackBatch batch, Attack attack, double radius, List<Integer> rows, float[] result) {
        int size = target.shape().size();
        AttackBatch part = batch.select(rows, size);
        float[] perturbed = attack.perturb(target, part, radius)[0];
        List<Prediction<Label>> predictions = target.predict(perturbed, rows.size());
        List<Integer> survivors = new ArrayList<>();
        for (int j = 0; j < rows.size(); j++) {
            System.arraycopy(perturbed, j * size, result, rows.get(j) * size, size);
            Label label = target.label(part.y()[j]);
            if (predictions.get(j).getOutput().getLabel().equals(label.getLabel())) {
                survivors.add(rows.get(j));
            }
        }
        return survivors;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Attack");
    }

    @Override
    public String toString() {
        return "AttackEnsemble(" + attacks + ")";
    }
}
