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
package org.mattrainer.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.evaluation.config.ConfigFiles;

/** What tells the figures of one evaluator from those of another, in whichever process. */
class FingerprintTest {

    private static final String CONFIG = """
            <config>
              <component name="labels" type="org.tribuo.classification.LabelFactory"/>
              <component name="images" type="%s">
                <property name="featuresPath" value="%s/images.idx"/>
                <property name="outputPath" value="%s/labels.idx"/>
                <property name="outputFactory" value="labels"/>
              </component>
              <component name="fit" type="org.mattrainer.evaluation.MixtureFit">
                <property name="source" value="images"/>
              </component>
              <component name="noise" type="org.mattrainer.evaluation.attack.RandomNoise">
                <propertylist name="radii"><item>1</item></propertylist>
              </component>
              <component name="evaluator" type="org.mattrainer.evaluation.RobustnessEvaluator">
                <propertylist name="attacks"><item>noise</item></propertylist>
                <property name="mixtureFit" value="fit"/>
              </component>
            </config>
            """;

    @TempDir
    private Path folder;

    private String fingerprint(String source) throws IOException {
        Path file = Files.writeString(folder.resolve("config.xml"), CONFIG.formatted(source, folder, folder));
        ConfigurationManager manager = ConfigFiles.open(List.of(file.toString()), Map.of());
        return ((JobEvaluator) manager.lookup("evaluator")).fingerprint();
    }

    private void write(int pixel) throws IOException {
        Files.write(
                folder.resolve("images.idx"),
                new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, (byte) pixel});
        Files.write(folder.resolve("labels.idx"), new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 0, 1});
    }

    /** The time at which a source was made was part of it, so that a study made its evaluations again. */
    @ParameterizedTest
    @ValueSource(strings = {"org.mattrainer.data.IdxImageSource", "org.tribuo.datasource.IDXDataSource"})
    void theDataCountAndNotTheTime(String source) throws IOException {
        write(4);
        String first = fingerprint(source);
        write(4);
        Files.setLastModifiedTime(folder.resolve("images.idx"), FileTime.fromMillis(0));
        assertEquals(first, fingerprint(source));
        write(5);
        assertNotEquals(first, fingerprint(source));
    }
}
