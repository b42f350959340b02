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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.mattrainer.evaluation.statistics.Proportion;
import org.tribuo.Example;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/**
 * Attacks a list of examples. Every perturbed image is made an example and predicted by the model's public
 * {@code predict}; that alone decides. Examples that the model has wrong already are not attacked, and what a search
 * breaks at one radius counts as broken at larger ones.
 */
public final class AttackRun {

    private final AttackTarget target;
    private final List<Prediction<Label>> clean;
    private final int first;
    private final AttackListener listener;

    /**
     * Prepares attacks.
     *
     * @param target the model
     * @param clean its predictions of the examples to attack, which hold the examples
     * @param listener hears of the progress
     */
    public AttackRun(AttackTarget target, List<Prediction<Label>> clean, AttackListener listener) {
        this(target, clean, 0, listener);
    }

    /**
     * Prepares attacks on a part of a longer list, with the results that the part has in the list.
     *
     * @param target the model
     * @param clean its predictions of the examples of the part, which hold the examples
     * @param first place of the first of them in the list, from 0
     * @param listener hears of the progress
     */
    public AttackRun(AttackTarget target, List<Prediction<Label>> clean, int first, AttackListener listener) {
        this.target = target;
        this.first = first;
        this.clean = List.copyOf(clean);
        this.listener = listener;
    }

    /**
     * Runs an attack.
     *
     * @param attack the attack
     * @param radii radii, ascending from at least 0
     * @param known results of some of these radii from an earlier run, which are taken over
     * @param sink receives each new result as soon as it is complete
     * @return the results in the order of the radii
     * @throws IllegalArgumentException if the attack does not fit the model
     */
    public List<AttackResult> run(
            Attack attack, double[] radii, List<AttackResult> known, Consumer<AttackResult> sink) {
        AttackResult[] results = new AttackResult[radii.length];
        NearestImages nearest = new NearestImages();
        List<Integer> open = new ArrayList<>();
        for (int r = 0; r < radii.length; r++) {
            double radius = radii[r];
            results[r] = known.stream()
                    .filter(result -> result.radius() == radius)
                    .findFirst()
                    .orElse(radius == 0 ? unperturbed(attack) : null);
            if (results[r] == null) {
                open.add(r);
            }
        }
        if (attack.nested()) {
            for (int r : open) {
                results[r] = attackAll(attack, nearest, r == 0 ? null : results[r - 1], radii[r])[0];
                sink.accept(results[r]);
            }
        } else if (!open.isEmpty()) {
            double[] sizes = open.stream().mapToDouble(r -> radii[r]).toArray();
            AttackResult[] found = attackAll(attack, nearest, null, sizes);
            for (int k = 0; k < found.length; k++) {
                results[open.get(k)] = found[k];
                sink.accept(found[k]);
            }
        }
        return Arrays.asList(results);
    }

    private AttackResult unperturbed(Attack attack) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Prediction<Label> prediction : clean) {
            outcomes.add(new Outcome(isRight(prediction), prediction.getOutput().getLabel(), 0));
        }
        return new AttackResult(attack.name(), attack.norm(), 0, outcomes, 0, 0);
    }

    private static boolean isRight(Prediction<Label> prediction) {
        return prediction
                .getOutput()
                .getLabel()
                .equals(prediction.getExample().getOutput().getLabel());
    }

    private AttackResult[] attackAll(Attack attack, NearestImages nearest, AttackResult smaller, double... radii) {
        Outcome[][] outcomes = new Outcome[radii.length][clean.size()];
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < clean.size(); i++) {
            Prediction<Label> prediction = clean.get(i);
            boolean broken = smaller != null && !smaller.outcomes().get(i).robust();
            if (!isRight(prediction) || broken) {
                Outcome before = broken
                        ? smaller.outcomes().get(i)
                        : new Outcome(false, prediction.getOutput().getLabel(), 0);
                for (Outcome[] row : outcomes) {
                    row[i] = before;
                }
            } else {
                rows.add(i);
            }
        }
        long gradients = target.counts().all();
        long zeros = target.counts().zeros();
        List<Attack> members = attack.members();
        for (Attack member : members) {
            String name = members.size() == 1 ? attack.name() : attack.name() + ", " + member.name();
            if (!rows.isEmpty()) {
                listener.started(name, radii[radii.length - 1], rows.size());
            }
            for (int first = 0; first < rows.size(); first += target.capacity()) {
                List<Integer> chunk = rows.subList(first, Math.min(rows.size(), first + target.capacity()));
                attackChunk(member, nearest, chunk, radii, outcomes);
                listener.progress(
                        name,
                        radii[radii.length - 1],
                        first + chunk.size(),
                        rows.size(),
                        robustSoFar(outcomes[radii.length - 1]));
            }
            if (members.size() > 1) {
                // The attacks of several members are searches of one radius.
                rows.removeIf(i -> !outcomes[0][i].robust());
            }
        }
        AttackResult[] results = new AttackResult[radii.length];
        for (int r = 0; r < radii.length; r++) {
            results[r] = new AttackResult(
                    attack.name(),
                    attack.norm(),
                    radii[r],
                    Arrays.asList(outcomes[r]),
                    target.counts().all() - gradients,
                    target.counts().zeros() - zeros);
        }
        return results;
    }

    /** Examples that nothing has been tried on at this radius count as robust. */
    private static Proportion robustSoFar(Outcome... outcomes) {
        long robust = Arrays.stream(outcomes)
                .filter(outcome -> outcome == null || outcome.robust())
                .count();
        return new Proportion(robust, outcomes.length);
    }

    private void attackChunk(
            Attack attack, NearestImages nearest, List<Integer> rows, double[] radii, Outcome[][] outcomes) {
        List<Example<Label>> examples = new ArrayList<>();
        long[] ids = new long[rows.size()];
        for (int j = 0; j < ids.length; j++) {
            examples.add(clean.get(rows.get(j)).getExample());
            ids[j] = first + rows.get(j);
        }
        AttackBatch batch = target.read(examples, ids);
        float[][] perturbed = nearest.perturb(attack, target, batch, radii);
        Admission admission = new Admission(target, attack, batch);
        for (int r = 0; r < radii.length; r++) {
            List<Outcome> found = admission.outcomes(perturbed[r], radii[r]);
            for (int j = 0; j < ids.length; j++) {
                outcomes[r][rows.get(j)] = found.get(j);
            }
        }
    }
}
