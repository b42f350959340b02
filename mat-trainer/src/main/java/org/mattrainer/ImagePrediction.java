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
package org.mattrainer;

import java.util.OptionalDouble;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/**
 * What a model makes of one image.
 *
 * @param prediction the label with its probability, and those of all labels
 * @param latent the latent vector
 * @param logDensity log density of the mixture at the latent vector, in nats; empty for a model without a mixture
 */
public record ImagePrediction(Prediction<Label> prediction, double[] latent, OptionalDouble logDensity) {}
