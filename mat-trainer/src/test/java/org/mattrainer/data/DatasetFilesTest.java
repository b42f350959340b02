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
package org.mattrainer.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFilesTest {

    @TempDir
    Path folder;

    private Path given;
    private Path variable;
    private Path cache;

    @BeforeEach
    void names() {
        given = folder.resolve("given");
        variable = folder.resolve("variable");
        cache = folder.resolve("cache");
    }

    @AfterEach
    void clearProperties() {
        System.clearProperty(DatasetFiles.DATA_DIR_PROPERTY);
        System.clearProperty(DatasetFiles.CACHE_PROPERTY);
        System.clearProperty(DatasetFiles.DOWNLOAD_PROPERTY);
        System.clearProperty(DatasetFiles.MIRROR_PROPERTY);
    }

    private DatasetFiles files() {
        Map<String, Path> folders = new LinkedHashMap<>();
        folders.put("-DdataDir", given);
        folders.put("MAT_DATA_DIR", variable);
        return new DatasetFiles(folders, cache, false);
    }

    private static Path make(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "x");
    }

    @Test
    void nearerPlacesComeFirst() throws IOException {
        make(given.resolve("mnist/train-labels-idx1-ubyte.gz"));
        for (Path place : new Path[] {
            cache.resolve("mnist/train-images-idx3-ubyte.gz"),
            variable.resolve("train-images-idx3-ubyte"),
            variable.resolve("train-images-idx3-ubyte.gz"),
            variable.resolve("mnist/train-images-idx3-ubyte.gz"),
            given.resolve("train-images-idx3-ubyte.gz"),
            given.resolve("mnist/train-images-idx3-ubyte"),
            given.resolve("mnist/train-images-idx3-ubyte.gz")
        }) {
            make(place);
            assertEquals(
                    place, files().locate(StandardDataset.MNIST, DataPart.TRAIN).images());
        }
    }

    @Test
    void partsAndDataSetsHaveTheirOwnFiles() throws IOException {
        Path images = make(given.resolve("fashion-mnist/t10k-images-idx3-ubyte.gz"));
        Path labels = make(given.resolve("fashion-mnist/t10k-labels-idx1-ubyte.gz"));
        DatasetFiles.Located located = files().locate(StandardDataset.FASHION_MNIST, DataPart.TEST);
        assertEquals(new DatasetFiles.Located(images, labels), located);
        assertThrows(DataFileException.class, () -> files().locate(StandardDataset.MNIST, DataPart.TEST));
    }

    @Test
    void oneMessageSaysWhatIsMissingWhereItWasSoughtAndHowToGetIt() throws IOException {
        make(given.resolve("mnist/train-labels-idx1-ubyte"));
        Exception e =
                assertThrows(DataFileException.class, () -> files().locate(StandardDataset.MNIST, DataPart.TRAIN));
        assertEquals(
                "MNIST: expected the files train-images-idx3-ubyte[.gz], found none in " + given.resolve("mnist") + ", "
                        + given + ", " + variable.resolve("mnist") + ", " + variable + ", " + cache.resolve("mnist")
                        + " (-DdataDir=" + given + ", MAT_DATA_DIR=" + variable
                        + "). To get them: give --download (or -Dmattrainer.download=true), or fetch them from "
                        + "https://ossci-datasets.s3.amazonaws.com/mnist/ into one of these folders, or set "
                        + "MAT_DATA_DIR to the folder that has them",
                e.getMessage());
    }

    @Test
    void thePropertiesOfTheProcessAreUsed() throws IOException {
        System.setProperty(DatasetFiles.CACHE_PROPERTY, cache.toString());
        Path inCache = make(cache.resolve("mnist/t10k-images-idx3-ubyte.gz"));
        make(cache.resolve("mnist/t10k-labels-idx1-ubyte.gz"));
        System.setProperty(
                DatasetFiles.DATA_DIR_PROPERTY, folder.resolve("empty").toString());
        assertEquals(inCache, locateTest().images());
        System.setProperty(DatasetFiles.DATA_DIR_PROPERTY, given.toString());
        Path inGiven = make(given.resolve("mnist/t10k-images-idx3-ubyte.gz"));
        assertEquals(inGiven, locateTest().images());
    }

    @Test
    void theVariableComesBeforeTheCache() throws IOException {
        System.setProperty(DatasetFiles.CACHE_PROPERTY, cache.toString());
        make(cache.resolve("mnist/t10k-images-idx3-ubyte.gz"));
        make(cache.resolve("mnist/t10k-labels-idx1-ubyte.gz"));
        Path inVariable = make(variable.resolve("mnist/t10k-images-idx3-ubyte.gz"));
        DatasetFiles files = DatasetFiles.fromEnvironment(variable.toString());
        assertEquals(
                inVariable, files.locate(StandardDataset.MNIST, DataPart.TEST).images());
    }

    private static DatasetFiles.Located locateTest() {
        return DatasetFiles.fromEnvironment(null).locate(StandardDataset.MNIST, DataPart.TEST);
    }

    @Test
    void onlyWhenAskedToDoesItDownload() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/mnist/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            URI mirror = URI.create("http://localhost:" + server.getAddress().getPort() + "/mnist/");
            System.setProperty(
                    DatasetFiles.MIRROR_PROPERTY, mirror.resolve("..").toString());
            System.setProperty(DatasetFiles.CACHE_PROPERTY, cache.toString());
            assertThrows(DataFileException.class, DatasetFilesTest::locateTest);
            assertEquals(0, requests.get());
            System.setProperty(DatasetFiles.DOWNLOAD_PROPERTY, "true");
            assertThrows(DataFileException.class, DatasetFilesTest::locateTest);
            assertEquals(1, requests.get());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aFileOfAnotherDataSetIsRefusedByItsContent() {
        System.setProperty(DatasetFiles.DATA_DIR_PROPERTY, folder.toString());
        Path images =
                IdxWriter.write(folder.resolve("t10k-images-idx3-ubyte"), IdxWriter.idx(new byte[2 * 784], 2, 28, 28));
        IdxWriter.write(folder.resolve("t10k-labels-idx1-ubyte"), IdxWriter.idx(new byte[2], 2));
        Exception e = assertThrows(
                DataFileException.class, () -> new IdxImageSource(StandardDataset.MNIST, DataPart.TEST, 0));
        assertTrue(
                e.getMessage()
                        .startsWith(images + ": expected the content of MNIST's t10k-images-idx3-ubyte (SHA-256 "
                                + "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7), found another file of "
                                + "2x28x28 values (SHA-256 "),
                e.getMessage());
    }
}
