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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What attacks of least norm have found for the images of one run, so that a search is made once for all radii. The
 * gradients of a search count for each result that it serves, so that a run that goes on from a later radius counts the
 * same.
 */
final class NearestImages {

    private final Map<Attack, Map<Long, Found>> found = new HashMap<>();

    /** The nearest image of one example, and the input gradients that its search took. */
    private record Found(float[] image, long gradients, long zeroGradients) {}

    /** What the attack makes of a batch; images are told apart by their identities. */
    float[][] perturb(Attack attack, AttackTarget target, AttackBatch batch, double... radii) {
        if (!(attack instanceof MinimalNormAttack)) {
            return attack.perturb(target, batch, radii);
        }
        Map<Long, Found> known = found.computeIfAbsent(attack, any -> new HashMap<>());
        int size = target.shape().size();
        float[] nearest = new float[batch.n() * size];
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < batch.n(); i++) {
            Found earlier = known.get(batch.ids()[i]);
            if (earlier == null) {
                open.add(i);
            } else {
                target.counts().add(earlier.gradients(), earlier.zeroGradients());
            }
        }
        if (!open.isEmpty()) {
            search((MinimalNormAttack) attack, target, batch.select(open, size), known);
        }
        for (int i = 0; i < batch.n(); i++) {
            System.arraycopy(known.get(batch.ids()[i]).image(), 0, nearest, i * size, size);
        }
        return MinimalNormAttack.within(attack.norm(), batch, nearest, radii);
    }

    private static void search(
            MinimalNormAttack attack, AttackTarget target, AttackBatch batch, Map<Long, Found> known) {
        int size = target.shape().size();
        GradientCounts counts = target.counts();
        counts.clearRows();
        float[] nearest = attack.nearest(target, batch);
        for (int i = 0; i < batch.n(); i++) {
            float[] image = Arrays.copyOfRange(nearest, i * size, (i + 1) * size);
            known.put(batch.ids()[i], new Found(image, counts.ofRow(i), counts.zerosOfRow(i)));
        }
    }
}
