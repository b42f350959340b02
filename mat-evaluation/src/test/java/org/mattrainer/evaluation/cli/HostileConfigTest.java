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

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.protobuf.protos.ComponentProto;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.ConfigProto;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.SerializedObjectProto;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.evaluation.command.ExitCode;

/** Configurations that would deserialize an object or read a file, in each format, given directly and chained. */
class HostileConfigTest {

    private static boolean exploded;

    @TempDir
    private Path folder;

    /** What an attacker's object would do. */
    static final class Bomb implements Serializable {
        private static final long serialVersionUID = 1L;

        private Object readResolve() {
            exploded = true;
            return this;
        }
    }

    @BeforeEach
    void writeFiles() throws IOException {
        exploded = false;
        Path bomb = folder.resolve("bomb.ser");
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(bomb))) {
            out.writeObject(new Bomb());
        }
        String type = "org.tribuo.classification.LabelFactory";
        Files.writeString(
                folder.resolve("attribute.xml"),
                "<config><component name=\"trainer\" type=\"" + type + "\" serialized=\"" + bomb + "\"/></config>");
        Files.writeString(
                folder.resolve("element.xml"),
                "<config><serialized name=\"trainer\" type=\"" + type + "\" location=\"" + bomb + "\"/></config>");
        Files.writeString(
                folder.resolve("attribute.json"),
                "{\"config\":{\"components\":[{\"name\":\"trainer\",\"type\":\"" + type + "\",\"serialized\":\"" + bomb
                        + "\"}]}}");
        Files.writeString(
                folder.resolve("element.json"),
                "{\"config\":{\"serialized-objects\":[{\"name\":\"trainer\",\"type\":\"" + type + "\",\"location\":\""
                        + bomb + "\"}]}}");
        ConfigProto attribute = ConfigProto.newBuilder()
                .addComponents(ComponentProto.newBuilder()
                        .setName("trainer")
                        .setType(type)
                        .setSerialized(bomb.toString()))
                .build();
        ConfigProto element = ConfigProto.newBuilder()
                .addSerializedObject(SerializedObjectProto.newBuilder()
                        .setName("trainer")
                        .setType(type)
                        .setLocation(bomb.toString()))
                .build();
        Files.write(folder.resolve("attribute.pb"), attribute.toByteArray());
        Files.write(folder.resolve("element.pb"), element.toByteArray());
        Files.writeString(folder.resolve("attribute.pbtxt"), attribute.toString());
        Files.writeString(folder.resolve("element.pbtxt"), element.toString());
        Files.writeString(folder.resolve("secret.txt"), "top secret");
        Files.writeString(
                folder.resolve("entity.xml"),
                "<!DOCTYPE config [<!ENTITY e SYSTEM \""
                        + folder.resolve("secret.txt").toUri() + "\">]>"
                        + "<config><component name=\"trainer\" type=\"&e;\"/></config>");
        Files.writeString(
                folder.resolve("laughs.xml"),
                "<!DOCTYPE config [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><config><property name=\"x\" value=\"&b;\"/>"
                        + "</config>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attribute.xml",
                "element.xml",
                "attribute.json",
                "element.json",
                "attribute.pb",
                "element.pb",
                "attribute.pbtxt",
                "element.pbtxt"
            })
    void serializedObjectsAreRefused(String name) throws IOException {
        requireRefused(folder.resolve(name), name, "serialized");
        requireRefused(chain(name), name, "serialized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"entity.xml", "laughs.xml"})
    void entitiesAreRefused(String name) throws IOException {
        requireRefused(folder.resolve(name), name, "entities are not allowed");
        requireRefused(chain(name), name, "entities are not allowed");
    }

    private void requireRefused(Path file, String named, String reason) {
        String line = CommandRun.of("-c", file.toString()).failsWith(ExitCode.USAGE);
        assertTrue(line.contains(named) && line.contains(reason), line);
        assertFalse(line.contains("top secret"), line);
        assertFalse(exploded, "the object was deserialized");
    }

    /** A harmless XML file that chains another, through a JSON file. */
    private Path chain(String name) throws IOException {
        Files.writeString(
                folder.resolve("middle.json"),
                "{\"config\":{\"config-files\":[{\"name\":\"next\",\"value\":\"" + name + "\"}]}}");
        return Files.writeString(
                folder.resolve("outer.xml"), "<config><file name=\"next\" value=\"middle.json\"/></config>");
    }

    @Test
    void filesThatChainEachOtherEnd() throws IOException {
        Files.writeString(folder.resolve("a.xml"), "<config><file name=\"b\" value=\"b.xml\"/></config>");
        Files.writeString(folder.resolve("b.xml"), "<config><file name=\"a\" value=\"a.xml\"/></config>");
        String line = CommandRun.of("-c", folder.resolve("a.xml").toString()).failsWith(ExitCode.USAGE);
        assertTrue(line.contains("no Trainer"), line);
    }
}
