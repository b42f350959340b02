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
package org.mattrainer.internal.engine;

/**
 * What is drawn for the output of a stage in training: what it is multiplied by, or what is added to it.
 *
 * @param layer index of the layer of the network that draws
 * @param added whether the numbers are added; otherwise the output is multiplied by them
 * @param factor what the numbers drawn are multiplied by, or divided by where the output is multiplied
 */
record StageDraw(int layer, boolean added, float factor) {

    /** Dropout: zeros and ones over the probability to keep. */
    static StageDraw mask(int layer, float keep) {
        return new StageDraw(layer, false, keep);
    }

    /** Noise: standard normal numbers times a deviation. */
    static StageDraw noise(int layer, float deviation) {
        return new StageDraw(layer, true, deviation);
    }
}
