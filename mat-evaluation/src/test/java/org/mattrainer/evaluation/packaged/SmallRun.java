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
package org.mattrainer.evaluation.packaged;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A configuration and data of a run of MatTrainer that takes a moment. */
final class SmallRun {

    private static final int SIDE = 12;
    private static final int CLASSES = 3;

    private static final String CONFIGURATION = """
            <config>
              <component name="job" type="org.mattrainer.evaluation.job.TrainJob">
                <property name="trainer" value="mat"/>
                <property name="trainSource" value="train"/>
                <property name="testSource" value="test"/>
                <property name="outputDirectory" value="run"/>
              </component>
              <component name="mat" type="org.mattrainer.MatTrainer">
                <property name="pixels" value="pixels"/>
                <property name="architecture" value="network"/>
                <propertylist name="terms">
                  <item>cross-entropy</item>
                  <item>smoothness</item>
                  <item>likelihood</item>
                </propertylist>
                <property name="epochs" value="1"/>
                <property name="minibatchSize" value="16"/>
              </component>
              <component name="pixels" type="org.mattrainer.image.PixelMap">
                <property name="height" value="12"/>
                <property name="width" value="12"/>
              </component>
              <component name="network" type="org.mattrainer.nn.LeNetsPlusPlus">
                <property name="width" value="4"/>
              </component>
              <component name="cross-entropy" type="org.mattrainer.objective.CrossEntropy"/>
              <component name="smoothness" type="org.mattrainer.objective.Smoothness"/>
              <component name="likelihood" type="org.mattrainer.objective.GaussianLikelihood"/>
              <component name="train" type="org.mattrainer.data.IdxImageSource">
                <property name="featuresPath" value="train-images"/>
                <property name="outputPath" value="train-labels"/>
                <property name="outputFactory" value="labels"/>
              </component>
              <component name="test" type="org.mattrainer.data.IdxImageSource">
                <property name="featuresPath" value="test-images"/>
                <property name="outputPath" value="test-labels"/>
                <property name="outputFactory" value="labels"/>
              </component>
              <component name="labels" type="org.tribuo.classification.LabelFactory"/>
            </config>
            """;

    private SmallRun() {}

    /** Writes config.xml and the files that it names. */
    static void write(Path folder) throws IOException {
        Files.writeString(folder.resolve("config.xml"), CONFIGURATION);
        images(folder, "train", 16);
        images(folder, "test", 12);
    }

    private static void images(Path folder, String name, int examples) throws IOException {
        try (DataOutputStream images = open(folder.resolve(name + "-images"));
                DataOutputStream labels = open(folder.resolve(name + "-labels"))) {
            images.writeInt(0x803);
            images.writeInt(examples);
            images.writeInt(SIDE);
            images.writeInt(SIDE);
            labels.writeInt(0x801);
            labels.writeInt(examples);
            for (int i = 0; i < examples; i++) {
                labels.writeByte(i % CLASSES);
                for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                    images.writeByte(pixel / SIDE % CLASSES == i % CLASSES ? 200 : (i + 3 * pixel) % 20);
                }
            }
        }
    }

    private static DataOutputStream open(Path file) throws IOException {
        OutputStream stream = Files.newOutputStream(file);
        return new DataOutputStream(new BufferedOutputStream(stream));
    }
}
