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
package org.mattrainer.spark.run;

import java.io.Serializable;
import org.mattrainer.evaluation.run.PortableRun;

/**
 * What an executor computes shares of the steps of a training from, beside the data; sent to each executor once.
 *
 * @param key tells this training from others
 * @param run the run
 * @param seed seed of the training
 * @param data SHA-256 of its training data
 */
record GradientParts(String key, PortableRun run, long seed, String data) implements Serializable {}
