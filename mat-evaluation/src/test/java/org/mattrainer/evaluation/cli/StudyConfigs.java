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

/** A small study: a trainer of the host and one of this project, whose components have the same names. */
final class StudyConfigs {

    private StudyConfigs() {}

    static final String STUDY = """
            <component name="both" type="org.mattrainer.evaluation.job.StudyJob">
              <propertylist name="methods"><item>logistic</item><item>mat</item></propertylist>
              <propertylist name="seeds"><item>1</item><item>2</item></propertylist>
              <propertylist name="evaluations"><item>noise-check</item></propertylist>
            </component>
            <component name="logistic" type="org.mattrainer.evaluation.job.StudyMethod">
              <property name="file" value="small.xml"/>
              <property name="label" value="logistic &amp; linear"/>
            </component>
            <component name="mat" type="org.mattrainer.evaluation.job.StudyMethod">
              <property name="file" value="small-mat.xml"/>
              <property name="job" value="small-mat"/>
              <propertymap name="overrides"><entry key="trainer.epochs" value="2"/></propertymap>
            </component>
            <component name="noise-check" type="org.mattrainer.evaluation.RobustnessEvaluator">
              <propertylist name="attacks"><item>noise</item></propertylist>
              <property name="maxExamples" value="20"/>
              <property name="checkExamples" value="0"/>
            </component>
            <component name="noise" type="org.mattrainer.evaluation.attack.RandomNoise">
              <property name="norm" value="2"/>
              <propertylist name="radii"><item>0.5</item></propertylist>
            </component>
            """;

    /** Writes data, the configuration of each method, and that of the study, and returns the last. */
    static String write(Path folder) throws IOException {
        MatConfigs.write(folder);
        Configs.write(folder, "small.xml", Configs.COMPONENTS + Configs.JOB);
        return Configs.write(folder, "study.xml", STUDY);
    }
}
