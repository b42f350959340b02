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

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
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

    /** The folder of the class path that Spark is in; its jars may be links to others. */
    private static Path sparkJars() {
        try {
            Path core = Path.of(SparkContext.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toRealPath();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                Path jar = Path.of(entry).toAbsolutePath();
                if (Files.isRegularFile(jar) && jar.toRealPath().equals(core)) {
                    return jar.getParent();
                }
            }
            return core.getParent();
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException("The place of a class that runs can be read", e);
        }
    }
}
