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
package org.mattrainer.training;

import java.nio.file.Path;
import java.util.List;

/**
 * A training goes on from a checkpoint.
 *
 * @param file the checkpoint
 * @param steps number of steps that were made
 * @param totalSteps number of steps of the whole training
 * @param history the epochs that were finished, in order
 * @param finished whether nothing was left to train
 */
public record ResumeReport(Path file, long steps, long totalSteps, List<EpochReport> history, boolean finished) {}
