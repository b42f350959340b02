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

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.TrainingSummary;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.baseline.DummyClassifierTrainer;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.xml.sax.InputSource;

/** Report and figures under locales that write numbers and letters in another way. */
class RunReportTest {

    private static final String HOSTILE = "<script>alert('x')</script>&\"I\u0007";

    private Locale before;

    @BeforeEach
    void rememberLocale() {
        before = Locale.getDefault();
    }

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(before);
    }

    static RunResult run() {
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> data = new MutableDataset<>(new SimpleDataSourceProvenance(HOSTILE, labels), labels);
        for (int i = 0; i < 4; i++) {
            Label label = new Label(i == 0 ? "plain" : HOSTILE);
            data.add(new ArrayExample<>(label, new String[] {"a"}, new double[] {i + 1}));
        }
        Model<Label> model = DummyClassifierTrainer.createMostFrequentTrainer().train(data);
        LabelEvaluation evaluation = new LabelEvaluator().evaluate(model, data);
        Map<String, Double> terms = new LinkedHashMap<>();
        terms.put("ce", 0.5);
        terms.put("smooth", 0.0125);
        List<EpochReport> epochs = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            epochs.add(new EpochReport(
                    i,
                    3,
                    terms,
                    Map.of("smooth_M_KL", 0.075),
                    1234.5 / i,
                    0.25 / i,
                    OptionalDouble.of(0.5 / i),
                    OptionalDouble.of(0.75 / i),
                    0.03,
                    1.5,
                    12345.6,
                    10L * i));
        }
        return new RunResult(
                HOSTILE,
                "Trainer(" + HOSTILE + ")",
                "Java",
                Optional.of(new TrainingSummary("1x2x2", 797624, "scalar", 2, 10000, 5, 2, 64, 157, 3)),
                epochs,
                83.4,
                Optional.of(evaluation),
                Map.of(),
                Map.of("Robustness " + HOSTILE, HOSTILE),
                model.getProvenance(),
                "<config>" + HOSTILE + "</config>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-DE", "tr-TR", "ar-EG"})
    void theReportEscapesAndWritesNumbersTheSameEverywhere(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        String html = RunReport.of(run());
        assertFalse(html.contains("<script"), "a label got into the markup");
        assertTrue(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;I\uFFFD"));
        assertTrue(html.contains("797,624"));
        assertTrue(html.contains("25.00 %"), "test error");
        assertTrue(html.contains("1 min 23 s"));
        assertTrue(html.contains("0.01250"), "a term");
        assertTrue(html.contains("smooth M_KL"), "the name of a measure");
        assertTrue(html.contains("0.07500"), "a measure");
        assertTrue(html.contains("12,346"), "images/s");
        String table = html.substring(html.lastIndexOf("training error")).replaceAll("<[^>]*>|\\s", "|");
        assertTrue(table.matches("(?s)training.error\\|+validation.error\\|+validation.loss\\|.*"), table);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "tr-TR"})
    void theReportNeedsNothingElseAndIsWellFormed(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        String html = RunReport.of(run());
        for (String remote : List.of("http:", "https:", "src=", "href=", "url(", "@import")) {
            assertFalse(
                    html.replace("href=\"data:", "")
                            .replace("href=\"#", "")
                            .replace("url(#", "")
                            .contains(remote),
                    remote);
        }
        assertTrue(html.contains("prefers-color-scheme:dark"));
        assertEquals(6, html.split("<svg ", -1).length - 1, "charts: error, loss, objective, two terms, a measure");
        // The page is written so that an XML parser accepts its body, which finds unclosed elements.
        String body = html.substring(html.indexOf("<body>"), html.indexOf("</html>"));
        assertDoesNotThrow(() -> DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(body))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-DE", "tr-TR", "ar-EG"})
    void theTextIsTheSameEverywhere(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        String text = EvaluationText.of(run().evaluation().orElseThrow());
        assertTrue(text.startsWith("Test error 25.00 %, accuracy 75.00 % (4 examples)\n"), text);
        assertFalse(text.contains("\u0007"), "a control character got to the terminal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-DE", "tr-TR"})
    void theJsonParsesAndHoldsTheMetrics(String locale) throws IOException {
        Locale.setDefault(Locale.forLanguageTag(locale));
        RunResult run = run();
        JsonNode json = new ObjectMapper().readTree(EvaluationJson.of(run));
        assertEquals(HOSTILE, json.get("name").asText());
        assertEquals(0.25, json.get("test").get("error").asDouble());
        assertEquals(
                run.evaluation().orElseThrow().asMap().size(),
                json.get("test").get("metrics").size());
        assertEquals(3, json.get("epochs").size());
        assertEquals(
                0.0125, json.get("epochs").get(2).get("terms").get("smooth").asDouble());
        assertEquals(
                0.075,
                json.get("epochs").get(2).get("measures").get("smooth_M_KL").asDouble());
        assertEquals(797624, json.get("training").get("parameters").asInt());
    }

    @Test
    void theErrorsOfTrainingValidationAndTestStandInOnePlot() {
        String html = RunReport.of(run());
        assertTrue(html.contains("training goes from 25.00 % to 8.33 %. validation goes from 50.00 % to 16.67 %."
                + " test goes from 25.00 % to 25.00 %."));
    }

    @Test
    void theRobustnessOfARunIsDrawn() {
        RunResult run = run();
        EvaluationResult attacked = EvaluationReportTest.result();
        Map<String, Evaluation<Label>> evaluations = attacked.models().get(0).evaluations();
        String title = evaluations.keySet().stream()
                .filter(key -> key.startsWith("Robustness"))
                .findFirst()
                .orElseThrow();
        RunResult drawn = new RunResult(
                run.name(),
                run.trainer(),
                run.java(),
                run.summary(),
                run.epochs(),
                1,
                run.evaluation(),
                evaluations,
                Map.of(title, "as text", "other", "another text"),
                run.provenance(),
                run.configuration());
        String html = RunReport.of(drawn);
        assertTrue(html.contains(">Robustness</h2>"));
        assertTrue(html.contains("data-plot=\"robustness-noise\""), "the plot");
        assertTrue(html.contains("data-table=\"checks\""), "the checks");
        assertTrue(html.contains(" as text</summary>\n<pre>as text</pre>"), "the text is folded");
        assertTrue(html.contains("other</h2><pre>another text</pre>"), "what has no plot is a section");
        assertFalse(RunReport.of(run).contains(">Robustness</h2>"));
    }

    @Test
    void smoothnessOfEachEpochIsTheMeanOfBothDivergences() {
        Map<String, double[]> history = Map.of(
                "smooth_L_KL",
                new double[] {0.5, Double.NaN},
                "smooth_M_KL",
                new double[] {1.5, 1},
                "epoch",
                new double[] {1, 2});
        double[] smoothness = HistoryPlots.withSmoothness(history).get("R_smooth");
        assertEquals(1, smoothness[0]);
        assertTrue(Double.isNaN(smoothness[1]));
        assertEquals("R_smooth", HistoryPlots.title("R_smooth"));
        Map<String, double[]> outputs = Map.of("smooth_L_KL", new double[] {0.5});
        assertEquals(outputs, HistoryPlots.withSmoothness(outputs), "it takes both");
    }
}
