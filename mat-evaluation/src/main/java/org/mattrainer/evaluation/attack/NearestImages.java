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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What attacks of least norm have found for the images of one run, so that a search is made once for all radii. */
final class NearestImages {

    private final Map<Attack, Map<Long, float[]>> found = new HashMap<>();

    /** What the attack makes of a batch; images are told apart by their identities. */
    float[][] perturb(Attack attack, AttackTarget target, AttackBatch batch, double... radii) {
        if (!(attack instanceof MinimalNormAttack)) {
            return attack.perturb(target, batch, radii);
        }
        Map<Long, float[]> known = found.computeIfAbsent(attack, any -> new HashMap<>());
        int size = target.shape().size();
        search((MinimalNormAttack) attack, target, batch, known);
        float[] nearest = new float[batch.n() * size];
        for (int i = 0; i < batch.n(); i++) {
            System.arraycopy(known.get(batch.ids()[i]), 0, nearest, i * size, size);
        }
        return MinimalNormAttack.within(attack.norm(), batch, nearest, radii);
    }

    private static void search(
            MinimalNormAttack attack, AttackTarget target, AttackBatch batch, Map<Long, float[]> known) {
        int size = target.shape().size();
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < batch.n(); i++) {
            if (!known.containsKey(batch.ids()[i])) {
                open.add(i);
            }
        }
        if (open.isEmpty()) {
            return;
        }
        float[] nearest = attack.nearest(target, batch.select(open, size));
        for (int j = 0; j < open.size(); j++) {
            float[] image = new float[size];
            System.arraycopy(nearest, j * size, image, 0, size);
            known.put(batch.ids()[open.get(j)], image);
        }
    }
}
