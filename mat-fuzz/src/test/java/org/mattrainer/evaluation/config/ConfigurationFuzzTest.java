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
package org.mattrainer.evaluation.config;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.run.JobComponents;
import org.mattrainer.fuzz.Refusal;
import org.mattrainer.fuzz.Seeds;

/** A configuration of the format that the first byte tells, and the component that it names "trainer". */
class ConfigurationFuzzTest {

    private static final List<String> FORMATS = List.of("xml", "json", "pb", "pbtxt");

    @TempDir
    private static Path folder;

    static Stream<byte[]> seeds() {
        String type = "org.mattrainer.nn.NotationArchitecture";
        return Stream.of(
                Seeds.tagged(
                        0,
                        "<config><property name=\"a\" value=\"C3x2-F-D2-Z-D*\"/><component name=\"trainer\" type=\""
                                + type + "\"><property name=\"layers\" value=\"${a}\"/></component></config>"),
                Seeds.tagged(
                        0,
                        "<config><property name=\"a\" value=\"${b}\"/><property name=\"b\" value=\"${a}\"/>"
                                + "<component name=\"trainer\" type=\"" + type
                                + "\"><property name=\"layers\" value=\"${a}\"/></component></config>"),
                Seeds.tagged(0, "<config><component name=\"trainer\" inherit=\"trainer\"/></config>"),
                Seeds.tagged(
                        0,
                        "<config><component name=\"trainer\" type=\"org.mattrainer.nn.LayerList\"><propertylist"
                                + " name=\"trunk\"><item>trainer</item></propertylist></component></config>"),
                Seeds.tagged(0, "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:/etc/hostname\">]><config>&e;</config>"),
                Seeds.tagged(
                        1,
                        "{\"config\":{\"global-properties\":{\"a\":\"F-Z-D*\"},\"components\":[{\"name\":\"trainer\","
                                + "\"type\":\"" + type
                                + "\",\"export\":\"false\",\"import\":\"false\",\"properties\":{\"layers\":\"${a}\"}}]}}"),
                Seeds.tagged(2, new byte[] {10, 4, 10, 2, 'a', 'b'}),
                Seeds.tagged(3, "components { name: \"trainer\" type: \"" + type + "\" }"));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void configuration(byte[] input) throws IOException {
        String format = FORMATS.get(input.length == 0 ? 0 : (input[0] & 0xff) % FORMATS.size());
        Path file = folder.resolve("fuzzed." + format);
        Files.write(file, Arrays.copyOfRange(input, Math.min(1, input.length), input.length));
        Refusal.allow(
                () -> {
                    ConfigurationManager manager = ConfigFiles.open(List.of(file.toString()), Map.of());
                    if (manager.getComponentNames().contains("trainer")) {
                        JobComponents.lookUp(manager, new Components(manager), "trainer");
                    }
                },
                CommandException.class);
    }
}
