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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.evaluation.command.ExitCode;

/** Configurations that have no end, or hold what cannot be written. */
class ExpansionsTest {

    private static final String LAYERS =
            "<component name=\"net\" type=\"org.mattrainer.nn.NotationArchitecture\"><property name=\"layers\" value=\"%s\"/></component>";

    @TempDir
    private Path folder;

    private String refused(String content, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("c.xml"), "<config>" + content + "</config>");
        String[] arguments = new String[more.length + 2];
        arguments[0] = "-c";
        arguments[1] = file.toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return CommandRun.of(arguments).failsWith(ExitCode.USAGE);
    }

    private static String global(String name, String value) {
        return "<property name=\"" + name + "\" value=\"" + value + "\"/>";
    }

    @Test
    void aCircleOfGlobalPropertiesIsNamed() throws IOException {
        String circle = global("a", "${b}") + global("b", "x${c}") + global("c", "${a}");
        String line = refused(circle + LAYERS.formatted("${a}"));
        assertTrue(line.contains("${a} -> ${b} -> ${c} -> ${a}") && line.contains("'layers'"), line);
        line = refused(global("a", "1") + LAYERS.formatted("${a}"), "--@a", "${a}");
        assertTrue(line.contains("${a} -> ${a}"), line);
    }

    @Test
    void nestedExpansionsAreMeasuredBeforeTheyAreMade() throws IOException {
        StringBuilder doubled = new StringBuilder(global("g60", "x"));
        StringBuilder deep = new StringBuilder(global("g5000", "x"));
        for (int i = 0; i < 60; i++) {
            doubled.append(global("g" + i, "${g" + (i + 1) + "}${g" + (i + 1) + "}"));
        }
        for (int i = 0; i < 5000; i++) {
            deep.append(global("g" + i, "${g" + (i + 1) + "}"));
        }
        assertTrue(refused(doubled + LAYERS.formatted("${g0}")).contains("at most 65536 letters"));
        assertTrue(refused(deep + LAYERS.formatted("${g0}")).contains("at most 64 global properties"));
    }

    @Test
    void aCircleOfComponentsIsNamed() throws IOException {
        String trainer = "<component name=\"%s\" type=\"org.tribuo.transform.TransformTrainer\">"
                + "<property name=\"innerTrainer\" value=\"%s\"/><property name=\"transformations\" value=\"map\"/></component>";
        String rest = "<component name=\"idf\" type=\"org.tribuo.transform.transformations.IDFTransformation\"/>"
                + "<component name=\"map\" type=\"org.tribuo.transform.TransformationMap\">"
                + "<propertylist name=\"globalTransformations\"><item>idf</item></propertylist></component>"
                + "<component name=\"job\" type=\"org.mattrainer.evaluation.job.TrainJob\">"
                + "<property name=\"trainer\" value=\"one\"/><property name=\"trainSource\" value=\"none\"/></component>";
        String line = refused(trainer.formatted("one", "two") + trainer.formatted("two", "one") + rest);
        assertTrue(line.contains("one -> two -> one"), line);
        line = refused(trainer.formatted("one", "one") + rest);
        assertTrue(line.contains("'one' contains itself"), line);
    }

    @Test
    void controlCharactersAreRefusedWhereverTheyComeFrom() throws IOException {
        assertTrue(refused(LAYERS.formatted("C3&#10;x4")).contains("U+000A"));
        assertTrue(refused(global("a", "x&#9;y") + LAYERS.formatted("${a}")).contains("U+0009"));
        String line = refused(LAYERS.formatted("x"), "-d", "run\u001b[2J");
        assertTrue(line.contains("control character") && line.contains("run\\u001b[2J"), line);
        assertFalse(line.contains("\u001b"), line);
        assertTrue(refused(LAYERS.formatted("x"), "--@net.layers=a\nb").contains("control character"));
    }
}
