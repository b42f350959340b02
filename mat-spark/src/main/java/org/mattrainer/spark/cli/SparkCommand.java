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

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.mattrainer.evaluation.command.Command;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.CommandFlag;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.CommonFlag;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.config.ConfigFiles;
import org.mattrainer.evaluation.run.TrainFlag;
import org.mattrainer.evaluation.run.evaluation.EvaluateDispatch;
import org.mattrainer.evaluation.run.evaluation.EvaluateFlag;
import org.mattrainer.evaluation.run.study.TrainDispatch;
import org.mattrainer.evaluation.run.study.TrainingPlace;
import org.mattrainer.spark.run.ResultFolder;
import org.mattrainer.spark.run.SparkEvaluation;
import org.mattrainer.spark.run.SparkFailures;
import org.mattrainer.spark.run.SparkPlace;

/** The command {@code tribuo-spark} from its arguments to its exit code, on a driver with Spark's settings. */
final class SparkCommand extends Command {

    static final String NAME = "tribuo-spark";

    SparkCommand(PrintStream out, PrintStream err) {
        super(NAME, out, err);
    }

    @Override
    public String usage() {
        return SparkUsage.text();
    }

    @Override
    public List<? extends CommandFlag> flags() {
        return SparkFlag.all();
    }

    @Override
    public void execute(String... arguments) {
        CommandOptions options = CommandOptions.parse(flags(), arguments);
        List<String> files = options.configFiles();
        for (TrainFlag flag : List.of(TrainFlag.LIST, TrainFlag.DESCRIBE, TrainFlag.PRINT_CONFIG)) {
            if (options.value(flag).isPresent()) {
                throw usage("--" + flag.longName() + " needs no cluster: use tribuo-train");
            }
        }
        OptionalInt shares = DataParallel.of(new SparkConf());
        Console console = start(options);
        ConfigurationManager manager = ConfigFiles.open(files, Map.of());
        JobFolder job = JobFolder.of(manager, options, baseName(files.get(files.size() - 1)));
        if (job.evaluates()) {
            if (shares.isPresent()) {
                throw usage("--data-parallel is for a single training, and this is an evaluation");
            }
            CommandOptions evaluation = CommandOptions.parse(List.of(EvaluateFlag.values()), arguments);
            onCluster(console, job.folder(), evaluation, (spark, results, placed) -> {
                Map<String, String> properties = evaluation.systemProperties();
                SparkEvaluation place = new SparkEvaluation(console, spark, results, properties);
                new EvaluateDispatch(console, placed, place).run();
            });
            return;
        }
        CommandOptions training = CommandOptions.parse(List.of(TrainFlag.values()), arguments);
        if (training.isSet(TrainFlag.DRY_RUN) || training.isSet(TrainFlag.EXPORT)) {
            new TrainDispatch(console, training, TrainingPlace.HERE).run();
            return;
        }
        if (shares.isEmpty()) {
            requireNoFileElsewhere(training);
        }
        onCluster(console, job.folder(), training, (spark, results, placed) -> {
            SparkPlace place = new SparkPlace(spark, results, training.systemProperties(), shares);
            new TrainDispatch(console, placed, place).run();
        });
    }

    /** Such a file would be on the machine that trains. */
    private static void requireNoFileElsewhere(CommandOptions options) {
        boolean local = new Master(new SparkConf().get("spark.master")).isLocal();
        for (TrainFlag flag : List.of(TrainFlag.MODEL_OUTPUT_PATH, TrainFlag.PREDICTIONS)) {
            if (!local && options.value(flag).isPresent()) {
                throw usage("--" + flag.longName()
                        + " names a file of the machine that trains; the model is in the folder of the results, and"
                        + " tribuo-predict writes predictions");
            }
        }
    }

    /** What is done with an application. */
    private interface Work {
        void run(JavaSparkContext spark, ResultFolder results, CommandOptions placed);
    }

    private static void onCluster(Console console, String folder, CommandOptions options, Work work) {
        SparkConf conf = new SparkConf();
        new Master(conf.get("spark.master")).requireReachable();
        ResultFolder results = ResultFolder.of(folder, SparkHadoopUtil.get().newConfiguration(conf));
        try (JavaSparkContext spark = open(conf)) {
            console.info("Spark     " + spark.version() + " at " + spark.master() + ", application "
                    + spark.sc().applicationId());
            results.open();
            console.info("Results   " + results
                    + (results.isCopied() ? ", worked on in " + results.local() + " until the end" : ""));
            try {
                work.run(
                        spark,
                        results,
                        options.with(
                                Map.of(
                                        CommonFlag.OUTPUT_DIRECTORY,
                                        results.local().toString()),
                                options.overrides()));
            } catch (CommandException e) {
                String message = e.getMessage().replace(results.local().toString(), results.toString());
                throw new CommandException(e.exitCode(), message, e);
            } finally {
                results.close();
            }
        }
    }

    private static JavaSparkContext open(SparkConf conf) {
        try {
            return new JavaSparkContext(conf);
        } catch (RuntimeException e) {
            throw SparkFailures.of(e);
        }
    }

    private static CommandException usage(String message) {
        return new CommandException(ExitCode.USAGE, message);
    }
}
