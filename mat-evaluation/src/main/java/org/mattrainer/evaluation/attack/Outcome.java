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

import java.io.Serializable;

/**
 * What became of one example under an attack of one radius.
 *
 * @param robust whether the model classified the example rightly before and after the attack
 * @param predicted the label that the model predicts for the perturbed image, or for the example itself where it was
 *     not attacked because the model was wrong already
 * @param distortion size of the perturbation in the attack's norm as the model sees it; 0 where not attacked
 */
public record Outcome(boolean robust, String predicted, double distortion) implements Serializable {}
