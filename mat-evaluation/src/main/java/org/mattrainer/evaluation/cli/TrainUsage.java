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
import org.mattrainer.evaluation.run.TrainFlag;

/** The text of {@code --help}. */
final class TrainUsage {

    private TrainUsage() {}

    static String text() {
        return """
                Usage: tribuo-train -c FILE [flags]

                Trains what an OLCUT configuration describes, evaluates it, and writes a run folder with
                model.tribuo, evaluation.json, report.html, history.csv and config.xml. It runs any Tribuo
                trainer of labels. A file with one TrainJob needs no other flag.

                Flags:
                %s

                Without a TrainJob the components named trainer, train and test are used, or the only trainer
                and the only source that no other component refers to.

                A MatTrainer is saved at the end of each epoch, by the intervals above, and on SIGINT and SIGTERM.

                With a StudyJob every method is trained with every seed on every data set and compared with a baseline;
                every trial has a run folder of its own, and --resume goes on with a study that was ended at any time.
                --seeds 1,2,3 makes a study of a single job.

                With a SearchJob the run is repeated for each choice of the values that it lists, and a table compares
                the models on validation examples; every trial has a run folder of its own.

                Data: MNIST is looked for in -DdataDir=DIR, in $MAT_DATA_DIR and in ~/.cache/mattrainer.
                Kernels: -Dmattrainer.kernels=auto|scalar|vector.
                Environment: JAVA_HOME, JAVA_OPTS, and MAT_CLASSPATH, jars with trainers and sources of your own.

                Examples:
                  tribuo-train -c config-examples/mat-quickstart.xml
                  tribuo-train -c config-examples/mat-mnist.xml --@trainer.epochs 5 -d runs/short
                  tribuo-train -c config-examples/mat-quickstart.xml --seeds 1,2,3
                  MAT_DATA_DIR=data tribuo-train -c config-examples/mnist.xml -i svm

                Exit codes: 0 done, 1 the run failed, 2 wrong command line or configuration,
                3 missing or damaged data, 4 the training diverged, 130 interrupted (a checkpoint is saved).
                """.formatted(CommandFlag.usage(TrainFlag.values()));
    }
}
