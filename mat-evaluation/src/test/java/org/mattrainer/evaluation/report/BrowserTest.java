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
package org.mattrainer.evaluation.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Opens the reports in a headless browser: nothing on its console, no request of the page. In the profile
 * {@code browser} only; the property {@code CHROMIUM} names the program.
 */
@Tag("browser")
class BrowserTest {

    @TempDir
    private Path folder;

    /** What a page did: its console, the addresses it asked for, and itself after it was loaded. */
    private record Visit(List<String> console, List<String> requests, String page) {}

    private Visit visit(String html) throws IOException, InterruptedException {
        Path page = Files.writeString(folder.resolve("page.html"), html);
        Path network = folder.resolve("network.json");
        Path err = folder.resolve("err.txt");
        Path out = folder.resolve("out.html");
        Process browser = new ProcessBuilder(
                        System.getProperty("CHROMIUM", "chromium"),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--enable-logging=stderr",
                        "--log-net-log=" + network,
                        "--virtual-time-budget=3000",
                        "--dump-dom",
                        page.toUri().toString())
                .redirectError(err.toFile())
                .redirectOutput(out.toFile())
                .start();
        assertTrue(browser.waitFor(2, TimeUnit.MINUTES), "the browser hangs");
        assertEquals(0, browser.exitValue(), () -> "the browser failed");
        List<String> console = Files.readAllLines(err).stream()
                .filter(line -> line.contains(":CONSOLE"))
                .toList();
        return new Visit(console, requests(network), Files.readString(out));
    }

    /** The browser itself asks for updates and the time; only what the page started counts. */
    private static List<String> requests(Path network) throws IOException {
        JsonNode log = new ObjectMapper().readTree(network.toFile());
        int started = log.at("/constants/logEventTypes/URL_REQUEST_START_JOB").asInt();
        List<String> requests = new ArrayList<>();
        for (JsonNode event : log.get("events")) {
            JsonNode parameters = event.path("params");
            String url = parameters.path("url").asText();
            boolean outside = !url.isEmpty() && !url.startsWith("file:") && !url.startsWith("data:");
            if (event.get("type").asInt() == started
                    && outside
                    && !parameters.path("initiator").asText().equals("not an origin")) {
                requests.add(url);
            }
        }
        return requests;
    }

    @Test
    void whatThisTestLooksForIsFound() throws IOException, InterruptedException {
        Visit visit = visit(
                "<!DOCTYPE html><html><head><title>a</title></head><body>"
                        + "<img src=\"http://example.invalid/x.png\" alt=\"\"><script>console.error('oops')</script></body></html>");
        assertEquals(1, visit.console().size());
        assertTrue(visit.console().get(0).contains("oops"));
        assertEquals(List.of("http://example.invalid/x.png"), visit.requests());
    }

    @Test
    void theReportOfAnEvaluationOpensQuietly() throws IOException, InterruptedException {
        EvaluationResult result = EvaluationReportTest.result();
        requireQuiet(visit(EvaluationReport.of(result, new EvaluationPlots(result.models()))
                .html()));
    }

    @Test
    void theReportOfARunOpensQuietly() throws IOException, InterruptedException {
        requireQuiet(visit(RunReport.of(RunReportTest.run())));
    }

    private static void requireQuiet(Visit visit) {
        assertEquals(List.of(), visit.console());
        assertEquals(List.of(), visit.requests());
        assertTrue(visit.page().contains(">Provenance</h2>"), "the end of the page");
    }
}
