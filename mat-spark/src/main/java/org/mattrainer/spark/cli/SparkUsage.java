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
package org.mattrainer.spark.cli;

import org.mattrainer.evaluation.command.CommandFlag;

/** The text of {@code --help}. */
final class SparkUsage {

    private SparkUsage() {}

    static String text() {
        return """
                Usage: tribuo-spark -c FILE [--master URL] [flags]

                Runs the TrainJob, StudyJob, SearchJob or EvaluateJob of an OLCUT configuration on the machines of an
                Apache Spark cluster. The files that it writes are those of tribuo-train and tribuo-evaluate, with the
                same bits.

                Flags:
                %s

                Each training, of a study or by itself, is one task of Spark with --threads N cores (default: the
                setting spark.task.cpus, which is 1; a training by itself takes all cores of its executor). Attacks are
                tasks of some examples each. A task whose executor is lost runs again on another; a training goes on
                from its last checkpoint. With --data-parallel N the driver trains, and N tasks share the examples of
                each step.

                All machines have to reach the data, and the folder of the results: -d takes a path that is the same
                everywhere, or a URI such as hdfs://host/runs or s3a://bucket/runs.

                Environment: SPARK_HOME, an installation of Spark %s. A checkout needs none for local masters: Maven
                fetches Spark (about 220 MB) on the first use.

                Examples:
                  tribuo-spark -c config-examples/mat-quickstart.xml --seeds 1,2,3
                  tribuo-spark -c config-examples/study-mnist.xml --master spark://host:7077 -d /shared/study
                  tribuo-spark -c config-examples/mat-quickstart.xml --master spark://host:7077 --data-parallel 4
                  tribuo-spark -c config-examples/robustness.xml --model /shared/model --master yarn -d hdfs:///report

                Exit codes: 0 done, 1 the run or the cluster failed, 2 wrong command line or configuration,
                3 missing or damaged data, 4 the training diverged, 130 interrupted (a checkpoint is saved).
                """.formatted(
                        CommandFlag.usage(SparkFlag.all().toArray(new CommandFlag[0])), SparkVersion.EXPECTED + ".x");
    }
}
