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

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Data of three classes, and a configuration with a training, a study, a search and an evaluation of a small network. */
final class SmallJobs {

    private static final int SIZE = 12;
    private static final int CLASSES = 3;

    private static final String CONFIG = """
            <config>
              <property name="dataDir" value="@folder@"/>
              <component name="train" type="org.mattrainer.data.IdxImageSource">
                <property name="featuresPath" value="${dataDir}/train-images.gz"/>
                <property name="outputPath" value="${dataDir}/train-labels.gz"/>
              </component>
              <component name="test" type="org.mattrainer.data.IdxImageSource">
                <property name="featuresPath" value="${dataDir}/test-images.gz"/>
                <property name="outputPath" value="${dataDir}/test-labels.gz"/>
              </component>
              <component name="pixels" type="org.mattrainer.image.PixelMap">
                <property name="height" value="12"/><property name="width" value="12"/>
              </component>
              <component name="network" type="org.mattrainer.nn.NotationArchitecture">
                <property name="layers" value="C5x2-P-M2-C3x2-P-M2-F-D2-P-Z-D*"/>
              </component>
              <component name="ce" type="org.mattrainer.objective.CrossEntropy"/>
              <component name="smooth" type="org.mattrainer.objective.Smoothness"/>
              <component name="gmm" type="org.mattrainer.objective.GaussianLikelihood"/>
              <component name="optimiser" type="org.mattrainer.optimise.Sgd">
                <property name="learningRate" value="0.01"/>
              </component>
              <component name="trainer" type="org.mattrainer.MatTrainer">
                <property name="pixels" value="pixels"/>
                <property name="architecture" value="network"/>
                <propertylist name="terms"><item>ce</item><item>smooth</item><item>gmm</item></propertylist>
                <property name="optimiser" value="optimiser"/>
                <property name="epochs" value="3"/>
                <property name="minibatchSize" value="16"/>
              </component>
              <component name="vat" type="org.mattrainer.evaluation.job.TrainJob">
                <property name="trainer" value="vatTrainer"/>
                <property name="trainSource" value="train"/>
              </component>
              <component name="vatTrainer" type="org.mattrainer.MatTrainer" inherit="trainer">
                <propertylist name="terms"><item>ce</item><item>vatTerm</item></propertylist>
              </component>
              <component name="vatTerm" type="org.mattrainer.objective.Smoothness">
                <property name="latentWeight" value="0"/>
                <property name="direction" value="outputDirection"/>
              </component>
              <component name="outputDirection" type="org.mattrainer.adversarial.PowerIteration">
                <property name="target" value="OUTPUT"/>
              </component>
              <component name="semi" type="org.mattrainer.evaluation.job.TrainJob">
                <property name="trainer" value="semiTrainer"/>
                <property name="trainSource" value="fewLabels"/>
                <property name="testSource" value="test"/>
              </component>
              <component name="semiTrainer" type="org.mattrainer.MatTrainer" inherit="trainer">
                <property name="unlabelledPolicy" value="USE"/>
                <property name="unlabelledMinibatchSize" value="24"/>
              </component>
              <component name="fewLabels" type="org.mattrainer.data.LabelMaskingSource">
                <property name="source" value="train"/>
                <property name="labelledPerClass" value="6"/>
              </component>
              <component name="small" type="org.mattrainer.evaluation.job.TrainJob">
                <property name="trainer" value="trainer"/>
                <property name="trainSource" value="train"/>
                <property name="testSource" value="test"/>
                <property name="validationSource" value="test"/>
              </component>
              <component name="study" type="org.mattrainer.evaluation.job.StudyJob">
                <propertylist name="methods"><item>fast</item><item>slow</item></propertylist>
                <propertylist name="seeds"><item>1</item></propertylist>
              </component>
              <component name="fast" type="org.mattrainer.evaluation.job.StudyMethod">
                <property name="job" value="small"/>
                <propertymap name="overrides"><entry key="optimiser.learningRate" value="0.05"/></propertymap>
              </component>
              <component name="slow" type="org.mattrainer.evaluation.job.StudyMethod">
                <property name="job" value="small"/>
              </component>
              <component name="search" type="org.mattrainer.evaluation.job.SearchJob">
                <property name="job" value="small"/>
                <propertylist name="parameters"><item>rate</item></propertylist>
                <property name="strategy" value="HALVING"/>
                <propertylist name="rungs"><item>1</item></propertylist>
              </component>
              <component name="rate" type="org.mattrainer.evaluation.job.SearchParameter">
                <property name="property" value="optimiser.learningRate"/>
                <property name="from" value="0.001"/>
                <property name="to" value="0.1"/>
              </component>
              <component name="robustness" type="org.mattrainer.evaluation.job.EvaluateJob">
                <property name="testSource" value="test"/>
                <propertylist name="evaluators"><item>attacked</item></propertylist>
              </component>
              <component name="attacked" type="org.mattrainer.evaluation.RobustnessEvaluator">
                <propertylist name="attacks"><item>step</item><item>descent</item><item>boundary</item></propertylist>
                <property name="maxExamples" value="0"/>
                <property name="checkExamples" value="5"/>
              </component>
              <component name="step" type="org.mattrainer.evaluation.attack.FastGradientMethod">
                <property name="norm" value="2"/>
                <propertylist name="radii"><item>0</item><item>0.5</item></propertylist>
              </component>
              <component name="descent" type="org.mattrainer.evaluation.attack.ProjectedGradientDescent">
                <property name="norm" value="2"/>
                <property name="steps" value="4"/>
                <propertylist name="radii"><item>0.3</item><item>0.6</item></propertylist>
              </component>
              <component name="boundary" type="org.mattrainer.evaluation.attack.FastAdaptiveBoundary">
                <property name="norm" value="2"/>
                <property name="steps" value="3"/>
                <propertylist name="radii"><item>0.3</item><item>0.6</item></propertylist>
              </component>
            </config>
            """;

    private SmallJobs() {}

    /** Writes data and configuration, and returns the latter. */
    static String write(Path folder) throws IOException {
        write(folder, "train", 60);
        write(folder, "test", 150);
        return Files.writeString(folder.resolve("small.xml"), CONFIG.replace("@folder@", folder.toString()))
                .toString();
    }

    /** Images with bright rows for their class. */
    private static void write(Path folder, String name, int examples) throws IOException {
        try (DataOutputStream images = open(folder.resolve(name + "-images.gz"));
                DataOutputStream labels = open(folder.resolve(name + "-labels.gz"))) {
            images.writeInt(0x803);
            images.writeInt(examples);
            images.writeInt(SIZE);
            images.writeInt(SIZE);
            labels.writeInt(0x801);
            labels.writeInt(examples);
            for (int i = 0; i < examples; i++) {
                int label = i % CLASSES;
                labels.writeByte(label);
                for (int pixel = 0; pixel < SIZE * SIZE; pixel++) {
                    boolean bright = pixel / SIZE % CLASSES == label;
                    images.writeByte(bright ? 100 + (7 * i + pixel) % 156 : (i + 3 * pixel) % 120);
                }
            }
        }
    }

    private static DataOutputStream open(Path file) throws IOException {
        return new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)));
    }
}
