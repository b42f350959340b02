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
import java.nio.file.Path;

/** A configuration of a small run of this project's trainer: manifold adversarial training in a small network. */
final class MatConfigs {

    private MatConfigs() {}

    static final String COMPONENTS = """
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
            <component name="small-mat" type="org.mattrainer.evaluation.job.TrainJob">
              <property name="trainer" value="trainer"/>
              <property name="trainSource" value="train"/>
              <property name="testSource" value="test"/>
              <property name="validationSource" value="test"/>
            </component>
            """;

    /** Writes data and configuration. */
    static String write(Path folder) throws IOException {
        TinyImages.write(folder, "train", 60, 12);
        TinyImages.write(folder, "test", 30, 12);
        return Configs.write(folder, "small-mat.xml", COMPONENTS);
    }
}
