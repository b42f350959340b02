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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.Certificate;
import org.mattrainer.RandomisedSmoothing;
import org.mattrainer.evaluation.CertifiedEvaluation;
import org.mattrainer.evaluation.CertifiedFindings;
import org.mattrainer.evaluation.MaskingCheck;
import org.mattrainer.evaluation.RobustnessEvaluation;
import org.mattrainer.evaluation.RobustnessFindings;
import org.mattrainer.evaluation.SmoothnessResult;
import org.mattrainer.evaluation.Verdict;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.MedianDistance;
import org.mattrainer.evaluation.attack.Outcome;
import org.mattrainer.evaluation.embedding.SeparationScores;
import org.mattrainer.evaluation.plot.Picture;
import org.mattrainer.evaluation.statistics.Calibration;
import org.mattrainer.evaluation.statistics.Proportion;
import org.mattrainer.evaluation.study.Embedding;
import org.mattrainer.evaluation.study.Gallery;
import org.mattrainer.evaluation.study.Mistake;
import org.mattrainer.evaluation.study.MixtureStudy;
import org.mattrainer.evaluation.study.ModelStudy;
import org.mattrainer.evaluation.study.Omission;
import org.mattrainer.evaluation.study.OutOfDistribution;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.baseline.DummyClassifierTrainer;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.xml.sax.InputSource;

/** The report of an evaluation with names that would be markup, under locales that write numbers in another way. */
class EvaluationReportTest {

    private static final String HOSTILE = "<script>alert('x')</script>&\"I\u0007";
    private static final String ESCAPED = "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;I\uFFFD";

    private Locale before;

    @BeforeEach
    void rememberLocale() {
        before = Locale.getDefault();
    }

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(before);
    }

    static EvaluationResult result() {
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> data = new MutableDataset<>(new SimpleDataSourceProvenance(HOSTILE, labels), labels);
        for (int i = 0; i < 4; i++) {
            Label label = new Label(i == 0 ? "plain" : HOSTILE);
            data.add(new ArrayExample<>(label, new String[] {"a"}, new double[] {i + 1}));
        }
        Model<Label> model = DummyClassifierTrainer.createMostFrequentTrainer().train(data);
        List<ModelStudy> models = List.of(study("first " + HOSTILE, model, data, 1), study("second", model, data, 3));
        return new EvaluationResult(
                HOSTILE, "Java", models, model.getProvenance(), "<config>" + HOSTILE + "</config>", 83.4);
    }

    private static ModelStudy study(String name, Model<Label> model, MutableDataset<Label> data, int robust) {
        LabelEvaluation evaluation = new LabelEvaluator().evaluate(model, data);
        Picture picture = new Picture(2, 2, new int[] {0, 0xFF, 0xFF00, 0xFFFFFF});
        double[][] points = {{0, 0}, {1, 0}, {0, 1}, {1, 1}};
        return new ModelStudy(
                name,
                HOSTILE,
                model,
                evaluation,
                new boolean[] {false, true, true, true},
                Optional.of(Calibration.of(
                        new double[] {0.9, 0.8, 0.7, 1},
                        new boolean[] {false, true, true, true},
                        new double[] {0.1, 0.8, 0.7, 1})),
                List.of(new Mistake(0, "plain", HOSTILE, 0.9, Optional.of(picture))),
                Optional.of(new MixtureStudy(true, new Proportion(1, 4))),
                Optional.of(new OutOfDistribution(4, 1234, 0.75, OptionalDouble.of(0.875))),
                Map.of(
                        "Robustness " + HOSTILE,
                        new RobustnessEvaluation(evaluation, findings(robust), model.getProvenance()),
                        "Certified " + HOSTILE,
                        new CertifiedEvaluation(
                                certified(robust),
                                evaluation.getPredictions(),
                                evaluation.getProvenance(),
                                model.getProvenance())),
                List.of(
                        new Embedding(
                                "latent",
                                "",
                                "",
                                0,
                                points,
                                new int[] {0, 1, 0, 1},
                                List.of("a", HOSTILE),
                                new SeparationScores(0.5, 0.25, 1.5)),
                        new Embedding(
                                "latent",
                                "",
                                HOSTILE,
                                2,
                                points,
                                new int[] {0, 1, 0, 1},
                                List.of("a", HOSTILE),
                                new SeparationScores(0.25, 0.125, 2.5))),
                Optional.of(new Gallery(
                        List.of(HOSTILE),
                        List.of(new Gallery.Row(
                                3, HOSTILE, HOSTILE, picture, List.of(new Gallery.Cell("plain", picture, picture)))))),
                Map.of("epoch", new double[] {1, 2}, "objective", new double[] {1234.5, 0.5}),
                List.of(new Omission("embedding", HOSTILE, true)));
    }

    private static RobustnessFindings findings(int robust) {
        List<Outcome> outcomes = List.of(
                new Outcome(false, "a", 0),
                new Outcome(robust > 0, "b", 0.5),
                new Outcome(robust > 1, "b", 0.5),
                new Outcome(robust > 2, "b", 0.25));
        return new RobustnessFindings(
                List.of(0, 1, 2, 3),
                new Proportion(3, 4),
                List.of(
                        new AttackResult("PGD " + HOSTILE, Double.POSITIVE_INFINITY, 0.5, outcomes, 40, 4),
                        new AttackResult("noise", 2, 1.25, outcomes, 0, 0)),
                List.of(new MedianDistance("FAB " + HOSTILE, 0.5, 0.25, Double.POSITIVE_INFINITY, 1, 4)),
                List.of(
                        new MaskingCheck('a', "iterative " + HOSTILE, Verdict.FAIL, 0.125, "It " + HOSTILE),
                        new MaskingCheck('b', "unbounded", Verdict.NOT_RUN, Double.NaN, "No.")),
                Optional.of(new SmoothnessResult(0.25, 1.75, "SUM", 1, 4, true)));
    }

    /** Three of four labels are right; of these one is certified to 0.25, one to 0.75 and one not at all. */
    private static CertifiedFindings certified(int robust) {
        return new CertifiedFindings(
                List.of(0, 1, 2, 3),
                new RandomisedSmoothing(0.5),
                new Proportion(3, 4),
                new Proportion(2, 4),
                new Proportion(1, 4),
                List.of("plain", HOSTILE, HOSTILE, HOSTILE),
                List.of(
                        new Certificate(HOSTILE, 0.99, 1.1632),
                        new Certificate(HOSTILE, 0.6915, 0.25),
                        new Certificate(HOSTILE, 0.9332, 0.75),
                        new Certificate(HOSTILE, 0.5, 0)),
                List.of(0.0, 0.25, 0.5, 1.0),
                List.of(new AttackResult(
                        "smoothed " + HOSTILE,
                        2,
                        0.875,
                        findings(robust).results().get(1).outcomes(),
                        40,
                        0)));
    }

    private static String report(EvaluationResult result) {
        return EvaluationReport.of(result, new EvaluationPlots(result.models())).html();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-DE", "tr-TR", "ar-EG"})
    void theReportEscapesAndWritesNumbersTheSameEverywhere(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        String html = report(result());
        assertFalse(html.contains("<script"), "a name got into the markup");
        assertTrue(html.contains("<h1>" + ESCAPED + "</h1>"));
        assertTrue(html.contains("(a) iterative " + ESCAPED));
        assertTrue(html.contains("25.00 %"), "test error");
        assertTrue(html.contains("1 min 23 s"));
        assertTrue(html.contains("against 1,234"));
        assertTrue(html.contains("0.8750"), "area under the curve");
        assertTrue(html.contains("1.25"), "a radius");
    }

    @Test
    void whatIsSuspiciousIsRed() {
        String html = report(result());
        assertTrue(html.contains("<td class=\"bad\">1 failed, 0 passed</td>"));
        assertTrue(html.contains("<td class=\"bad\">failed<br><small>0.1250</small></td>"));
        assertTrue(html.contains("<span class=\"bad\">zero gradients 10.00 %</span>"));
        assertTrue(html.contains("not run"));
    }

    @Test
    void besideEveryAccuracyStandItsIntervalAndTheNumberOfExamples() {
        // Wilson at 95 % of 1 in 4: 4.56 % to 69.94 %.
        assertTrue(report(result()).contains("25.00 %<br><small>[4.56, 69.94] of 4</small>"));
    }

    @Test
    void certificatesAndTheirAttackStandInOneTableAndOnePlot() throws IOException {
        CertifiedFindings findings = certified(1);
        assertEquals(2, findings.certified(0).count());
        assertEquals(1, findings.certified(0.25).count(), "strictly within the radius");
        assertEquals(1, findings.certified(0.5).count());
        assertEquals(0, findings.certified(1).count());
        assertEquals(0.25, findings.averageRadius());
        String html = report(result());
        assertTrue(html.contains("certified, L2\u00A00.25</th><td>25.00 %"), "certified accuracy");
        assertTrue(html.contains("attacked, L2\u00A00.875</th><td>25.00 %"), "attacked accuracy");
        assertTrue(html.contains("The attack is smoothed " + ESCAPED));
        assertFalse(html.contains("Certified " + ESCAPED + ", "), "no second time as text");
        assertTrue(html.contains("certified goes from 50.00 % to 0.00 %. attacked goes from 50.00 % to 25.00 %."));
        JsonNode json = new ObjectMapper()
                .readTree(EvaluationDocument.of(result(), List.of()))
                .get("models")
                .get(0)
                .get("evaluations")
                .get("Certified " + HOSTILE);
        assertEquals(4, json.get("certified").size());
        assertEquals(
                0.25,
                json.get("certified")
                        .get(2)
                        .get("certifiedAccuracy")
                        .get("share")
                        .asDouble());
        assertEquals(findings.scalars().size(), json.get("metrics").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "ar-EG"})
    void theTableHasARowForEachFigureAndAColumnForEachModel(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        String name = HOSTILE.replace("\u0007", "\\u0007");
        List<String> all = EvaluationTable.of(result().models()).lines().toList();
        assertTrue(all.get(0).startsWith("| method | test error | robust accuracy, "), all.get(0));
        assertTrue(all.get(3).startsWith("| second | **25.00 %; "), all.get(3));
        assertEquals("", all.get(4));
        List<String> lines = all.subList(5, all.size());
        assertEquals("| shares in % | first " + name + " | second |", lines.get(0));
        assertEquals("| --- | ---: | ---: |", lines.get(1));
        assertTrue(lines.contains("| test error | 25.00 | 25.00 |"), lines.toString());
        assertTrue(lines.contains("| M_KL | 1.750 (fitted) | 1.750 (fitted) |"), lines.toString());
        // Wilson at 95 % of 1 and of 3 in 4.
        assertTrue(lines.contains("| noise, 1.25 | 25.0 [4.6, 69.9] | 75.0 [30.1, 95.4] |"), lines.toString());
        assertTrue(lines.contains("| certified L2, 0.25 | 25.0 [4.6, 69.9] | 25.0 [4.6, 69.9] |"), lines.toString());
        assertTrue(lines.contains("| failed checks | a | a |"), lines.toString());
        lines.forEach(line -> assertEquals(4, line.split("\\|", -1).length - 1, line));
    }

    @Test
    void theReportNeedsNothingElseAndIsWellFormed() {
        String html = report(result());
        String local = html.replace("href=\"data:", "")
                .replace("href=\"#", "")
                .replace("src=\"data:image/png;base64,", "")
                .replace("url(#", "");
        for (String remote : List.of("http:", "https:", "src=", "href=", "url(", "@import")) {
            assertFalse(local.contains(remote), remote);
        }
        assertTrue(html.contains("prefers-color-scheme:dark"));
        assertEquals(html.split("<img ", -1).length, html.split(" alt=\"[^\"]", -1).length, "alternative texts");
        assertEquals(html.split("<svg ", -1).length, html.split(" aria-label=\"[^\"]", -1).length);
        String body = html.substring(html.indexOf("<body>"), html.indexOf("</html>"))
                .replace("<br>", "<br/>")
                .replaceAll("(<img [^>]*)>", "$1/>");
        assertDoesNotThrow(() -> DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(body))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "tr-TR"})
    void theDocumentHoldsEveryFigureOfTheEvaluations(String locale) throws IOException {
        Locale.setDefault(Locale.forLanguageTag(locale));
        EvaluationResult result = result();
        JsonNode json = new ObjectMapper().readTree(EvaluationDocument.of(result, List.of()));
        assertEquals(HOSTILE, json.get("name").asText());
        for (int m = 0; m < 2; m++) {
            ModelStudy study = result.models().get(m);
            JsonNode model = json.get("models").get(m);
            assertEquals(study.evaluation().asMap().size(), model.get("metrics").size());
            RobustnessEvaluation robustness = study.robustness().get(0);
            JsonNode evaluation = model.get("evaluations").get("Robustness " + HOSTILE);
            assertEquals(robustness.asMap().size(), evaluation.get("metrics").size());
            for (JsonNode metric : evaluation.get("metrics")) {
                double expected = robustness.asMap().entrySet().stream()
                        .filter(e -> e.getKey().getB().equals(metric.get("name").asText())
                                && e.getKey()
                                        .getA()
                                        .getOutputTarget()
                                        .map(Label::getLabel)
                                        .equals(Optional.ofNullable(metric.get("label"))
                                                .map(JsonNode::asText))
                                && e.getKey()
                                        .getA()
                                        .getAverageTarget()
                                        .map(Enum::name)
                                        .equals(Optional.ofNullable(metric.get("average"))
                                                .map(JsonNode::asText)))
                        .findFirst()
                        .orElseThrow()
                        .getValue();
                assertEquals(
                        Double.isFinite(expected) ? expected : 0,
                        metric.get("value").asDouble(),
                        metric.toString());
            }
        }
    }

    @Test
    void modelsAreComparedCleanAndUnderEachAttack() throws IOException {
        JsonNode comparisons = new ObjectMapper()
                .readTree(EvaluationDocument.of(result(), List.of()))
                .get("comparisons");
        assertEquals(3, comparisons.size());
        assertEquals("clean", comparisons.get(0).get("subject").asText());
        assertEquals(1, comparisons.get(0).get("pValue").asDouble(), "they are equal");
        assertEquals("noise, radius 1.25", comparisons.get(2).get("subject").asText());
        assertEquals(0, comparisons.get(2).get("onlyFirstRight").asInt());
        assertEquals(2, comparisons.get(2).get("onlySecondRight").asInt());
        assertEquals(0.5, comparisons.get(2).get("pValue").asDouble(), 1e-15);
    }

    @Test
    void theNamesOfFilesAreTame() {
        EvaluationPlots plots = new EvaluationPlots(result().models());
        List<String> names = plots.all().stream().map(plot -> plot.name()).toList();
        assertEquals(names.size(), Set.copyOf(names).size(), names.toString());
        assertTrue(names.stream().allMatch(name -> name.matches("[a-z0-9-]+")), names.toString());
        assertTrue(plots.galleries().keySet().stream().allMatch(name -> name.matches("[a-z0-9-]+")));
    }
}
