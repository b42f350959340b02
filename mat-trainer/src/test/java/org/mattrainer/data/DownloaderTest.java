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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.internal.files.Sha256;

class DownloaderTest {

    private static final byte[] CONTENT = new byte[200_000];
    private static final byte[] GOOD;
    private static final DatasetFile FILE;

    static {
        new Random(1).nextBytes(CONTENT);
        Arrays.fill(CONTENT, 1000, 150_000, (byte) 7);
        GOOD = IdxWriter.gzip(CONTENT);
        FILE = new DatasetFile(
                "numbers",
                CONTENT.length,
                HexFormat.of().formatHex(Sha256.digest().digest(CONTENT)));
    }

    @TempDir
    Path folder;

    private HttpServer server;
    private Path target;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/good/", GOOD);
        serve("/truncated/", Arrays.copyOf(GOOD, GOOD.length / 2));
        byte[] wrong = CONTENT.clone();
        wrong[77]++;
        serve("/wrong/", IdxWriter.gzip(wrong));
        serve("/long/", IdxWriter.gzip(Arrays.copyOf(CONTENT, CONTENT.length + 1)));
        serve("/bomb/", IdxWriter.gzip(new byte[50_000_000]));
        serve("/huge/", new byte[CONTENT.length + 2000]);
        serve("/page/", "<html>Sign in</html>".getBytes(StandardCharsets.UTF_8));
        server.createContext("/redirected/", exchange -> {
            exchange.getResponseHeaders().add("Location", "/good/numbers.gz");
            answer(exchange, 302, new byte[0]);
        });
        server.createContext("/loop/", exchange -> {
            exchange.getResponseHeaders().add("Location", "/loop/numbers.gz");
            answer(exchange, 302, new byte[0]);
        });
        server.createContext("/dropped/", exchange -> {
            exchange.sendResponseHeaders(200, GOOD.length);
            exchange.getResponseBody().write(GOOD, 0, 1000);
            exchange.close();
        });
        server.start();
        target = folder.resolve("new").resolve("numbers.gz");
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private void serve(String path, byte[] body) {
        server.createContext(
                path,
                exchange ->
                        answer(exchange, exchange.getRequestURI().getPath().endsWith("/numbers.gz") ? 200 : 404, body));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            // The client hangs up when it has seen enough.
            assertTrue(body.length > 0);
        }
    }

    private void fetch(String... mirrors) {
        String root = "http://localhost:" + server.getAddress().getPort();
        List<URI> addresses =
                Stream.of(mirrors).map(mirror -> URI.create(root + mirror)).toList();
        new Downloader(addresses).fetch(FILE, target);
    }

    private void assertRefused(String mirror, String reason) throws IOException {
        Exception e = assertThrows(DataFileException.class, () -> fetch(mirror));
        assertTrue(e.getMessage().startsWith(target + ": expected a download, found no mirror"), e.getMessage());
        assertTrue(e.getMessage().contains(mirror + "numbers.gz: "), e.getMessage());
        assertTrue(e.getMessage().contains(reason), e.getMessage());
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() throws IOException {
        if (Files.exists(target.getParent())) {
            try (Stream<Path> files = Files.list(target.getParent())) {
                assertEquals(List.of(), files.toList());
            }
        }
    }

    @Test
    void aGoodFileArrivesAsItIs() throws IOException {
        fetch("/good/");
        assertArrayEquals(GOOD, Files.readAllBytes(target));
        try (Stream<Path> files = Files.list(target.getParent())) {
            assertEquals(List.of(target), files.toList());
        }
    }

    @Test
    void redirectionsAreFollowed() throws IOException {
        fetch("/redirected/");
        assertArrayEquals(GOOD, Files.readAllBytes(target));
    }

    @Test
    void anotherGzipWrapperOfTheSameContentIsGood() throws IOException {
        byte[] stored = IdxWriter.gzip(CONTENT);
        stored[9] = 0;
        serve("/stored/", stored);
        fetch("/stored/");
        assertArrayEquals(stored, Files.readAllBytes(target));
    }

    @Test
    void theNextMirrorIsTriedAndAnOldFileReplaced() throws IOException {
        Files.createDirectories(target.getParent());
        Files.writeString(target, "old");
        fetch("/missing/", "/wrong/", "/truncated/", "/good/");
        assertArrayEquals(GOOD, Files.readAllBytes(target));
    }

    @Test
    void aFileThatCannotBeHadLeavesTheOldOneAlone() throws IOException {
        Files.createDirectories(target.getParent());
        Files.writeString(target, "old");
        assertThrows(DataFileException.class, () -> fetch("/wrong/"));
        assertEquals("old", Files.readString(target));
    }

    @Test
    void badFilesAreRefusedWithAReason() throws IOException {
        assertRefused("/truncated/", "expected a readable file, found 'Unexpected end of ZLIB input stream'");
        assertRefused("/wrong/", "expected SHA-256 " + FILE.sha256() + " of numbers");
        assertRefused("/long/", "expected nothing behind 200000 bytes of numbers, found more data");
        assertRefused("/bomb/", "expected nothing behind 200000 bytes of numbers, found more data");
        assertRefused("/huge/", "expected at most 201024 bytes, found more");
        assertRefused("/page/", "expected 200000 bytes of numbers, found the end of the file after 20 bytes");
        assertRefused("/missing/", "expected status 200, found 404");
        assertRefused("/loop/", "expected status 200, found 302");
        assertRefused("/dropped/", "");
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/good/");
        server.stop(0);
        Exception e = assertThrows(DataFileException.class, () -> new Downloader(List.of(address)).fetch(FILE, target));
        assertTrue(e.getMessage().contains(address + "numbers.gz: "), e.getMessage());
    }
}
