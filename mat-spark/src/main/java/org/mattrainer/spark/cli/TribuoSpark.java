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

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.deploy.SparkSubmit;
import org.mattrainer.evaluation.command.CommandException;

/**
 * The command {@code tribuo-spark}: runs the jobs of {@code tribuo-train} and {@code tribuo-evaluate} on the machines of an
 * Apache Spark cluster. It hands itself to {@code spark-submit}, which starts {@link SparkDriver} in this Java machine.
 */
public final class TribuoSpark {

    private static final String LOG_SETTINGS = "log4j2.configurationFile";

    private TribuoSpark() {}

    /**
     * Runs the command and ends the process: 0 done, 1 the run or the cluster failed, 2 wrong command line or configuration,
     * 3 bad or missing data, 4 diverged, 130 interrupted.
     *
     * @param arguments the command line; {@code --help} explains it
     */
    public static void main(String[] arguments) {
        if (System.getProperty(LOG_SETTINGS) == null) {
            System.setProperty(LOG_SETTINGS, "classpath:org/mattrainer/spark/log4j2.properties");
        }
        try {
            SparkVersion.require(SparkVersion.found());
            Submission submission = Submission.of(arguments);
            submission.master().require();
            SparkSubmit.main(submission
                    .words(SparkDriver.class.getName(), sparkJars(), System.getenv())
                    .toArray(new String[0]));
        } catch (CommandException e) {
            System.err.println(SparkCommand.NAME + ": " + e.getMessage());
            System.exit(e.exitCode().code());
        }
    }

    private static Path sparkJars() {
        try {
            return Path.of(SparkContext.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath()
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The place of a class is a URI", e);
        }
    }
}
