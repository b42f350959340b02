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
package org.mattrainer.evaluation.cli;

import org.mattrainer.evaluation.command.CommandFlag;
import org.mattrainer.evaluation.run.evaluation.EvaluateFlag;

/** The text of {@code tribuo-evaluate --help}. */
final class EvaluateUsage {

    private EvaluateUsage() {}

    static String text() {
        return """
                Usage: tribuo-evaluate -c FILE --model PATH[,PATH] [flags]

                Examines trained models of labels as an EvaluateJob in an OLCUT configuration says: accuracy,
                calibration, robustness, smoothness, embeddings. Writes a folder with report.html and report.json,
                which compare the models, every plot as PNG and SVG, a model card for each model, and config.xml,
                from which the evaluation can be repeated.

                Flags:
                %s

                Data: MNIST is looked for in -DdataDir=DIR, in $MAT_DATA_DIR and in ~/.cache/mattrainer.

                Examples:
                  tribuo-evaluate -c config-examples/robustness.xml --model runs/mat-mnist
                  tribuo-evaluate -c config-examples/robustness.xml --model runs/baseline-mnist,runs/mat-mnist -d runs/compared

                Exit codes: 0 done, 1 the evaluation failed, 2 wrong command line or configuration,
                3 missing or damaged model or data.
                """.formatted(CommandFlag.usage(EvaluateFlag.values()));
    }
}
