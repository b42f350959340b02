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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.evaluation.fixture.ShortLivedJava;

/** The shell script in the layout of a release: bin/ beside lib/. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    @TempDir
    private Path folder;

    private Path script;
    private String config;

    @BeforeEach
    void layOutRelease() throws IOException {
        Path source = Path.of(System.getProperty("basedir", ""))
                .toAbsolutePath()
                .getParent()
                .resolve("bin");
        Path home = folder.resolve("a release");
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("lib"));
        Files.copy(source.resolve("launcher.sh"), home.resolve("bin/launcher.sh"));
        script = Files.copy(source.resolve("tribuo-train"), home.resolve("bin/tribuo-train"));
        assertTrue(script.toFile().setExecutable(true));
        // One jar that points at this test's class path stands for the jars of a release.
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Arrays.stream(System.getProperty(
                                                "surefire.test.class.path", System.getProperty("java.class.path"))
                                        .split(File.pathSeparator))
                                .map(entry -> Path.of(entry).toUri().toString())
                                .collect(Collectors.joining(" ")));
        try (OutputStream file = Files.newOutputStream(home.resolve("lib/all.jar"))) {
            new JarOutputStream(file, manifest).close();
        }
        config = Configs.smallJob(folder);
    }

    private CommandRun launch(List<String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("env"));
        command.addAll(environment);
        command.add(script.toString());
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), "the launcher hangs");
        return new CommandRun(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    /** A JDK that only says what it is asked, for what the script alone decides. */
    private List<String> sayingJava() throws IOException {
        Path home = folder.resolve("saying jdk");
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"99.0.1\"\n");
        Path java = Files.writeString(home.resolve("bin/java"), "#!/bin/sh\necho \"$*\"\n");
        assertTrue(java.toFile().setExecutable(true));
        return List.of("JAVA_HOME=" + home);
    }

    private void requireStarts(CommandRun run) {
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().endsWith("a release/lib/* org.mattrainer.evaluation.cli.TribuoTrain --help\n"), run.out());
    }

    private static List<String> thisJava() {
        return List.of(
                "JAVA_HOME=" + System.getProperty("java.home"),
                "JAVA_OPTS=" + String.join(" ", ShortLivedJava.OPTIONS));
    }

    @Test
    void trainsFromAnyFolderInAnyLocale() throws IOException, InterruptedException {
        CommandRun run =
                launch(thisJava(), "-c", config, "-d", "a run", "-Duser.language=de", "-Duser.country=DE", "-Xmx512m");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().startsWith("Test error "), run.out());
        assertFalse(run.out().contains("Training"), "logs got into the results");
        assertTrue(Files.isRegularFile(folder.resolve("a run/model.tribuo")));
        assertTrue(run.err().contains("Java      " + System.getProperty("java.version")), run.err());
        assertTrue(run.err().matches("(?s).*\\b(49\\d|5\\d\\d) MiB heap.*"), "-Xmx was not passed on: " + run.err());
        assertFalse(run.err().contains("Unsafe"), run.err());
    }

    private void writeFolder(String part) throws IOException {
        for (String label : List.of("\u732b", "\u72ac", "ir\u0131")) {
            Path child = Files.createDirectories(folder.resolve(part).resolve(label));
            for (int i = 0; i < 3; i++) {
                BufferedImage image = new BufferedImage(6, 6, BufferedImage.TYPE_INT_RGB);
                image.setRGB(label.length() + i, label.charAt(0) % 5, 0xffffff);
                ImageIO.write(image, "png", child.resolve(i + ".png").toFile());
            }
        }
    }

    @Test
    void namesOfClassesAreRightWhereTheLocaleCannotWriteThem() throws IOException, InterruptedException {
        Charset names = Charset.forName(System.getProperty("sun.jnu.encoding"));
        Assumptions.assumeTrue(names.equals(StandardCharsets.UTF_8), "file names in " + names);
        writeFolder("\u00fcben");
        String source = "<component name=\"train\" type=\"org.mattrainer.data.ImageFolderSource\">"
                + "<property name=\"folder\" value=\"${dataDir}/\u00fcben\"/></component>";
        String file = Configs.write(
                folder,
                "names.xml",
                Configs.COMPONENTS.replaceAll("(?s)<component name=\"(train|test)\".*?</component>", "")
                        + source
                        + source.replace("\"train\"", "\"test\"")
                        + Configs.JOB);
        CommandRun run = launch(
                List.of(thisJava().get(0), thisJava().get(1), "LC_ALL=POSIX"),
                "-c",
                file,
                "-d",
                "run",
                "-Duser.language=tr");
        assertEquals(0, run.code(), run.err());
        for (String label : List.of("\u732b", "\u72ac", "ir\u0131")) {
            assertTrue(run.out().contains("\n" + label + " "), run.out());
        }
        assertTrue(Files.isRegularFile(folder.resolve("run/model.tribuo")));
    }

    @Test
    void endsWithTheCommandsExitCode() throws IOException, InterruptedException {
        assertEquals(2, launch(thisJava(), "-c", "no such.xml").code());
        Files.delete(folder.resolve("test-images.gz"));
        assertEquals(3, launch(thisJava(), "-c", config).code());
    }

    @Test
    void objectsAndEntitiesAreRefusedBeforeMain() throws IOException, InterruptedException {
        CommandRun run = launch(thisJava(), "-XshowSettings:properties", "--help");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.err().contains("jdk.serialFilter = !*"), run.err());
        assertTrue(run.err().matches("(?s).*javax.xml.accessExternalDTD = *\\R.*"), run.err());
    }

    @Test
    void tooOldAJavaHomeIsPassedOver() throws IOException, InterruptedException {
        Path old = folder.resolve("jdk8");
        Files.createDirectories(old.resolve("bin"));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"1.8.0_402\"\n");
        Path java = Files.writeString(old.resolve("bin/java"), "#!/bin/sh\nexit 9\n");
        assertTrue(java.toFile().setExecutable(true));
        String found = sayingJava().get(0).substring("JAVA_HOME=".length());
        String path = found + "/bin:" + System.getenv("PATH");
        requireStarts(launch(List.of("JAVA_HOME=" + old, "PATH=" + path), "--help"));
    }

    @Test
    void aFolderThatIsNeitherReleaseNorCheckoutIsNamed() throws IOException, InterruptedException {
        Path stray = folder.resolve("stray/bin/tribuo-train");
        Files.createDirectories(stray.getParent());
        Files.copy(script, stray);
        Files.copy(script.resolveSibling("launcher.sh"), stray.resolveSibling("launcher.sh"));
        assertTrue(stray.toFile().setExecutable(true));
        script = stray;
        CommandRun run = launch(thisJava(), "--help");
        assertEquals(1, run.code());
        assertTrue(run.err().startsWith("tribuo-train: expected a release (lib/) or a checkout"), run.err());
    }

    @Test
    void theSearchPathOfCdDoesNotMatter() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("elsewhere/a release/bin"));
        List<String> environment = new ArrayList<>(sayingJava());
        environment.add("CDPATH=" + folder.resolve("elsewhere"));
        script = Path.of("a release/bin/tribuo-train");
        requireStarts(launch(environment, "--help"));
    }

    /** Where the system can call an opened folder by a number; elsewhere the message says what helps. */
    @Test
    void aColonInThePathDoesNotMatter() throws IOException, InterruptedException {
        Path home = script.getParent().getParent();
        Path colon = Files.move(home, folder.resolve("co:lon"));
        script = colon.resolve("bin/tribuo-train");
        CommandRun run = launch(thisJava(), "--help");
        if (Files.isDirectory(Path.of("/proc/self/fd"))) {
            assertEquals(0, run.code(), run.err());
        } else {
            assertEquals(1, run.code());
            assertTrue(run.err().contains("colon") && run.err().contains(colon.toString()), run.err());
        }
        script = Files.createSymbolicLink(folder.resolve("link"), colon).resolve("bin/tribuo-train");
        assertEquals(0, launch(thisJava(), "--help").code());
    }

    @Test
    void linksToTheScriptDoNotMatter() throws IOException, InterruptedException {
        Path first = Files.createSymbolicLink(folder.resolve("first link"), Path.of("a release/bin/tribuo-train"));
        script = Files.createSymbolicLink(folder.resolve("second"), first.getFileName());
        requireStarts(launch(sayingJava(), "--help"));
    }

    @Test
    void aHomeIsNotNeeded() throws IOException, InterruptedException {
        List<String> environment = new ArrayList<>(List.of("-u", "HOME"));
        environment.addAll(sayingJava());
        requireStarts(launch(environment, "--help"));
    }

    @Test
    void twoFirstUsesBuildOnce() throws IOException, InterruptedException {
        Path checkout = folder.resolve("checkout");
        Path tools = Files.createDirectories(folder.resolve("tools"));
        Files.createDirectories(checkout.resolve("mat-trainer/src/main"));
        Files.createDirectories(checkout.resolve("mat-evaluation/src/main"));
        Path lib = checkout.resolve("mat-evaluation/target/lib");
        for (String pom : List.of("pom.xml", "mat-trainer/pom.xml", "mat-evaluation/pom.xml")) {
            Files.writeString(checkout.resolve(pom), "<project/>");
        }
        Path target = Files.createDirectories(lib).getParent();
        List<Path> ofAnEarlierVersion =
                List.of(lib.resolve("mat-trainer-0.1.0.jar"), target.resolve("mat-evaluation-0.1.0.jar"));
        for (Path jar : ofAnEarlierVersion) {
            Files.writeString(jar, "old");
        }
        Path release = script.getParent().getParent();
        Path mvn = Files.writeString(
                tools.resolve("mvn"),
                "#!/bin/sh\necho built >>'" + folder.resolve("builds") + "'\nsleep 2\nmkdir -p '" + lib + "'\ncp '"
                        + release.resolve("lib/all.jar") + "' '" + lib + "'\n");
        assertTrue(mvn.toFile().setExecutable(true));
        Files.move(release.resolve("bin"), checkout.resolve("bin"));
        String home = sayingJava().get(0).substring("JAVA_HOME=".length());
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            ProcessBuilder builder = new ProcessBuilder(
                            checkout.resolve("bin/tribuo-train").toString(), "--help")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out" + i).toFile());
            builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
            builder.environment().put("JAVA_HOME", home);
            processes.add(builder.start());
        }
        for (int i = 0; i < 2; i++) {
            assertTrue(processes.get(i).waitFor(2, TimeUnit.MINUTES));
            assertEquals(0, processes.get(i).exitValue(), Files.readString(folder.resolve("out" + i)));
        }
        assertEquals(1, Files.readAllLines(folder.resolve("builds")).size());
        for (Path jar : ofAnEarlierVersion) {
            assertFalse(Files.exists(jar), jar + " would be on the class path");
        }
        assertFalse(Files.exists(checkout.resolve("mat-evaluation/target/launcher-lock")));
    }
}
