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
package org.mattrainer.evaluation.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FontsTest {

    @TempDir
    private Path folder;

    /** Fonts come from fontconfig there, which an empty configuration leaves without any. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void withoutFontsAPageHasTheDescriptionAndTheRemedy() throws IOException, InterruptedException {
        Path fonts = Files.writeString(folder.resolve("fonts.conf"), "<?xml version=\"1.0\"?><fontconfig/>");
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        // Where Java remembers the fonts that it has found before.
                        "-Duser.home=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        FontlessPlot.class.getName()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("FONTCONFIG_FILE", fonts.toString());
        Process process = builder.start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), "the process hangs");
        String text = Files.readString(out);
        assertEquals(0, process.exitValue(), () -> text);
        assertTrue(text.contains("b goes from 1.000 to 3.000."), text);
        assertTrue(text.contains("<p class=\"bad\">" + Fonts.REMEDY), text);
        assertTrue(text.contains("refused: " + Fonts.REMEDY), text);
        String log = Files.readString(err);
        assertEquals(2, log.split(Fonts.REMEDY, -1).length, log);
    }
}
