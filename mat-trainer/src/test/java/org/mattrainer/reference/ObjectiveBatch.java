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
package org.mattrainer.reference;

import java.util.Map;

/**
 * What one training step sees.
 *
 * @param x labelled images [n, c, h, w]
 * @param y their classes
 * @param unlabelledX images of the smoothness term, null when it uses the labelled ones
 * @param start direction to start from, in the shape of the regularised images; null without smoothness
 * @param masks dropout masks of the labelled batch by layer index
 * @param unlabelledMasks dropout masks of the unlabelled batch
 * @param secondMasks dropout masks of the second pass of the Pi-model
 */
public record ObjectiveBatch(
        double[] x,
        int[] y,
        double[] unlabelledX,
        double[] start,
        Map<Integer, double[]> masks,
        Map<Integer, double[]> unlabelledMasks,
        Map<Integer, double[]> secondMasks) {}
