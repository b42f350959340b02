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
/**
 * Manifold Adversarial Training for Tribuo: convolutional networks trained in pure Java on images.
 *
 * <p>{@link org.mattrainer.MatTrainer} is a Tribuo trainer for labels, {@link org.mattrainer.MatModel} the model that it
 * makes, {@link org.mattrainer.GradientSession} the door to a model's gradients, and {@link org.mattrainer.training.TrainingRun}
 * holds what may differ between two runs with the same result: threads, listeners, validation data.
 */
package org.mattrainer;
