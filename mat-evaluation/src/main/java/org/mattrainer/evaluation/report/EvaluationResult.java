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
package org.mattrainer.evaluation.report;

import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import java.util.List;
import org.mattrainer.evaluation.study.ModelStudy;

/**
 * All that an evaluation of models has to tell.
 *
 * @param name name of the evaluation
 * @param java the Java runtime as text
 * @param models one study for each model, at least one
 * @param job the settings of the evaluation
 * @param configuration the resolved configuration as text
 * @param seconds time that the evaluation took
 */
public record EvaluationResult(
        String name,
        String java,
        List<ModelStudy> models,
        ObjectProvenance job,
        String configuration,
        double seconds) {}
