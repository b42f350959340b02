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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mattrainer.MatTrainer;
import org.mattrainer.evaluation.plot.Plot;
import org.mattrainer.evaluation.study.ModelStudy;

/** How the page of an evaluation is made up, and that the files beside it say the same. */
class ReportPageTest {

    private static final EvaluationResult RESULT = EvaluationReportTest.result();
    private static final EvaluationReport REPORT = EvaluationReport.of(RESULT, new EvaluationPlots(RESULT.models()));

    private static List<String> found(String pattern) {
        return Pattern.compile(pattern)
                .matcher(REPORT.html())
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    /** The records of a file (RFC 4180). */
    private static List<List<String>> parse(String csv) {
        List<List<String>> records = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && (c == ',' || c == '\n')) {
                fields.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    records.add(fields);
                    fields = new ArrayList<>();
                }
            } else {
                field.append(c);
            }
        }
        assertFalse(quoted);
        return records;
    }

    private static double value(String table, String row, String column) {
        List<List<String>> records = parse(REPORT.csv());
        return records.stream()
                .filter(r -> r.get(0).equals(table)
                        && r.get(2).equals(row)
                        && r.get(3).equals(column))
                .mapToDouble(r -> Double.parseDouble(r.get(5)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyLinkHasASection() {
        List<String> links = found("href=\"#([^\"]+)\"");
        assertEquals(found("<h2 id=\"([^\"]+)\">"), links);
        assertEquals(links.size(), Set.copyOf(links).size());
        assertTrue(links.size() > 5);
    }

    @Test
    void theVersionAndTheDateOfTheModelsStandOnTop() {
        String top = REPORT.html().substring(0, REPORT.html().indexOf("<nav>"));
        assertTrue(top.contains("MatTrainer " + MatTrainer.VERSION));
        assertTrue(
                Pattern.compile("Trained \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC\\.")
                        .matcher(top)
                        .find(),
                top);
    }

    @Test
    void everyPlotHasItsValues() {
        assertEquals(
                found("(<svg )").size(), found("<table data-plot=\"([^\"]+)\">").size());
        assertTrue(found("<details class=\"v\">(<summary>)").size() > 5);
    }

    @Test
    void everyTableOfThePageIsInTheFiles() {
        List<String> shown = found("data-table=\"([^\"]+)\"");
        List<List<String>> records = parse(REPORT.csv());
        records.forEach(record -> assertEquals(8, record.size(), record.toString()));
        Set<String> names = new LinkedHashSet<>();
        records.stream().skip(1).forEach(record -> names.add(record.get(0)));
        assertEquals(shown.size(), names.size(), names + " " + shown);
        assertEquals(shown.size(), REPORT.latex().split("\\\\begin\\{tabular\\}", -1).length - 1);
        assertTrue(REPORT.latex()
                .lines()
                .filter(line -> !line.startsWith("%"))
                .noneMatch(line -> line.contains("<script>")));
    }

    @Test
    void theFilesHaveTheNumbersOfTheDocument() throws IOException {
        JsonNode document = new ObjectMapper().readTree(EvaluationDocument.of(RESULT, List.of()));
        JsonNode headline = document.get("headline").get(1);
        assertEquals("second", headline.get("method").asText());
        assertEquals("second", headline.get("models").get(0).asText());
        headline.get("figures")
                .properties()
                .forEach((Map.Entry<String, JsonNode> figure) -> assertEquals(
                        figure.getValue().get("value").asDouble(), value("headline", "second", figure.getKey())));
        JsonNode models = document.get("models");
        JsonNode second = models.get(1);
        assertEquals(second.get("error").asDouble(), value("summary", "test error", "second"));
        assertEquals(second.get("error").asDouble(), value("headline", "second", "test error"));
        assertEquals(
                second.get("calibration").get("expectedError").asDouble(),
                value("headline", "second", "expected calibration error"));
        JsonNode noise = second.get("evaluations").properties().stream()
                .filter(e -> e.getKey().startsWith("Robustness"))
                .findFirst()
                .orElseThrow()
                .getValue()
                .get("attacks")
                .get(1);
        assertEquals(
                noise.get("robustAccuracy").get("share").asDouble(),
                value("robustness at a middle radius", "noise", "second"));
    }

    @Test
    void theModelsStandSideBySideInTheGridOfChecksAndInTheGallery() {
        String html = REPORT.html();
        String checks = html.substring(html.indexOf("data-table=\"checks\""));
        checks = checks.substring(0, checks.indexOf("</table>"));
        assertEquals(2, checks.split("<tr><th scope", -1).length - 1, "a row for each check");
        assertEquals(4, checks.split("<td", -1).length - 1, "a cell for each model and check");
        String gallery = html.substring(html.indexOf("<table class=\"g\">"));
        gallery = gallery.substring(0, gallery.indexOf("</table>"));
        assertEquals(1, gallery.split("<tr><th scope", -1).length - 1, "one row for the image of both models");
        assertEquals(5, gallery.split("<img ", -1).length - 1, "the original, and two for each model");
    }

    @Test
    void anEvaluationOfOneModelHasNothingBold() {
        EvaluationResult one =
                new EvaluationResult("one", "Java", RESULT.models().subList(1, 2), RESULT.job(), "", 1);
        String html =
                EvaluationReport.of(one, new EvaluationPlots(one.models())).html();
        assertFalse(html.contains("<td><b>"));
        assertTrue(REPORT.html().contains("<td><b>"));
    }

    @Test
    void theLearningCurveEndsWithTheTestError() {
        ModelStudy study = RESULT.models().get(1);
        ModelStudy trained = ModelStudies.trained(
                study, "trained", study.file(), Map.of("epoch", new double[] {1, 2}, "training_error", new double[] {
                    0.5, 0.125
                }));
        List<String> plots = new EvaluationPlots(List.of(trained))
                .curves().stream().map(Plot::description).toList();
        assertEquals(
                List.of("training error: wrongly classified over epoch. trained goes from 50.00 % to 12.50 %."
                        + " trained, test goes from 25.00 % to 25.00 %."),
                plots);
    }
}
