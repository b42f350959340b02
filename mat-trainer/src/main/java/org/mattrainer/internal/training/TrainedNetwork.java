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
package org.mattrainer.internal.training;

import org.mattrainer.nn.Network;

/**
 * The result of a training. The arrays are not copied.
 *
 * @param network the network
 * @param parameters its flat parameters in canonical order
 * @param statistics its flat running statistics in canonical order
 * @param mixture the mixture over the latent space, or null when no term of the objective uses one
 */
public record TrainedNetwork(Network network, float[] parameters, float[] statistics, TrainedMixture mixture) {}
