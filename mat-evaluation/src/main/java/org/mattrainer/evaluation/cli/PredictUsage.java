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

/** The text of {@code tribuo-predict --help}. */
final class PredictUsage {

    private PredictUsage() {}

    static String text() {
        return """
                Usage: tribuo-predict --model PATH [flags] FOLDER|FILE...
                       tribuo-predict --model PATH -c FILE [-v SOURCE] [flags]

                Tells the label of each image by a trained model of labels: one line with the file, the label and its
                probability, and the log density of the mixture over the latent space if the model has one. Folders
                are read with all folders in them, without hidden files. Images are resized as those of the
                training were; where those were of one size, others are refused. An image that cannot be read is named
                on standard error, and the others go on. --format html makes a contact sheet: a page of thumbnails.

                Flags:
                %s
                      --                              what follows are files, whatever their names

                Examples:
                  tribuo-predict --model runs/my-images photos/
                  tribuo-predict --model runs/mat-mnist --top 3 --format json -o digits.json one.png two.png
                  tribuo-predict --model runs/my-images --format html -o sheet.html photos/
                  tribuo-predict --model runs/mat-mnist -c config-examples/mat-mnist.xml -v test

                Exit codes: 0 done, 1 some images or all could not be predicted, 2 wrong command line or
                configuration, 3 missing or damaged model or data.
                """.formatted(CommandFlag.usage(PredictFlag.values()));
    }
}
