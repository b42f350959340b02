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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Configurations of small runs of the host's logistic regression. */
final class Configs {

    private Configs() {}

    /** The components of a run on the files of {@link TinyImages}: trainer, train, test and what they need. */
    static final String COMPONENTS = """
            <component name="labels" type="org.tribuo.classification.LabelFactory"/>
            <component name="train" type="org.tribuo.datasource.IDXDataSource">
              <property name="featuresPath" value="${dataDir}/train-images.gz"/>
              <property name="outputPath" value="${dataDir}/train-labels.gz"/>
              <property name="outputFactory" value="labels"/>
            </component>
            <component name="test" type="org.tribuo.datasource.IDXDataSource">
              <property name="featuresPath" value="${dataDir}/test-images.gz"/>
              <property name="outputPath" value="${dataDir}/test-labels.gz"/>
              <property name="outputFactory" value="labels"/>
            </component>
            <component name="gradient" type="org.tribuo.math.optimisers.AdaGrad">
              <property name="initialLearningRate" value="0.01"/>
            </component>
            <component name="loss" type="org.tribuo.classification.sgd.objectives.LogMulticlass"/>
            <component name="logistic" type="org.tribuo.classification.sgd.linear.LinearSGDTrainer">
              <property name="objective" value="loss"/>
              <property name="optimiser" value="gradient"/>
              <property name="epochs" value="3"/>
              <property name="loggingInterval" value="100000"/>
              <property name="seed" value="7"/>
            </component>
            """;

    /** A job of these components. */
    static final String JOB = """
            <component name="small" type="org.mattrainer.evaluation.job.TrainJob">
              <property name="trainer" value="logistic"/>
              <property name="trainSource" value="train"/>
              <property name="testSource" value="test"/>
            </component>
            """;

    /** Writes a configuration around components, with the data in the same folder, and returns its path. */
    static String write(Path folder, String name, String components) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(
                file, "<config>\n<property name=\"dataDir\" value=\"" + folder + "\"/>\n" + components + "</config>\n");
        return file.toString();
    }

    /** Writes data and the configuration of a job. */
    static String smallJob(Path folder) throws IOException {
        TinyImages.write(folder, "train", 60, 4);
        TinyImages.write(folder, "test", 30, 4);
        return write(folder, "small.xml", COMPONENTS + JOB);
    }
}
