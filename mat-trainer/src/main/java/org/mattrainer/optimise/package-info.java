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
 * First-order optimisers on one flat float array, and the schedules that scale their learning rate.
 *
 * <p>An {@link org.mattrainer.optimise.Optimiser} is an immutable, configurable recipe; the numbers it carries from step
 * to step live in the {@link org.mattrainer.optimise.OptimiserState} that it makes for each training.
 */
package org.mattrainer.optimise;
