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
package org.mattrainer.evaluation.study;

import java.util.List;
import org.mattrainer.evaluation.embedding.SeparationScores;

/**
 * A layer's vectors of some test examples as points of a plane, clean or under attack.
 *
 * @param layer name of the layer: pixels, latent, logits or layer with its index
 * @param projection how the vectors became points, a few words
 * @param attack name of the attack, empty for clean examples
 * @param radius radius of the attack, 0 for clean examples
 * @param points [n][2]
 * @param classes [n], index of each example's true label
 * @param labels names of the labels
 * @param scores how well the classes are separated in the layer itself, before the projection
 */
public record Embedding(
        String layer,
        String projection,
        String attack,
        double radius,
        double[][] points,
        int[] classes,
        List<String> labels,
        SeparationScores scores) {}
