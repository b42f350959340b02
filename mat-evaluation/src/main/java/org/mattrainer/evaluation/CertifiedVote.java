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
package org.mattrainer.evaluation;

import org.mattrainer.Certificate;
import org.mattrainer.SmoothedPrediction;

/**
 * What a smoothed model says of one example.
 *
 * @param certificate the label and the radius within which it is certain
 * @param vote the shares of all labels
 */
record CertifiedVote(Certificate certificate, SmoothedPrediction vote) {}
