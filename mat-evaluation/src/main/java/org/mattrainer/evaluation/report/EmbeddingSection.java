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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.plot.Plot;
import org.mattrainer.evaluation.study.Embedding;
import org.mattrainer.evaluation.study.ModelStudy;

/** The embeddings of all models side by side, clean and under attack, and how well classes stay apart. */
final class EmbeddingSection {

    /** The shares of points among their own class from which on classes are called apart, and not mixed altogether. */
    private static final double APART = 0.9;

    private static final double MIXED = 0.5;

    /** The losses of this share up to which an attack is said to leave the classes, and to move some points. */
    private static final double SMALL = 0.05;

    private static final double LARGE = 0.25;

    private final Page page;
    private final List<ModelStudy> models;
    private final EmbeddingPlots plots;

    EmbeddingSection(Page page, List<ModelStudy> models) {
        this.page = page;
        this.models = models;
        this.plots = new EmbeddingPlots(models);
    }

    void append() {
        if (models.stream().allMatch(study -> study.embeddings().isEmpty())) {
            return;
        }
        page.html()
                .element("h2", "Embeddings")
                .element(
                        "p",
                        "Each point is a test example, its colour the true class. Where classes are separate islands, a "
                                + "line between them tells them apart; where colours mix, it cannot. An attack that moves points "
                                + "into islands of other colours deceives the model, one that only blurs the islands does not. "
                                + "Axes are those of each model: only what is beside or inside each other can be compared, not "
                                + "distances between models.");
        groups().forEach((title, plots) -> {
            page.html().element("h3", title);
            page.captioned(plots);
        });
        page.html().element("h3", "How well the classes stay apart");
        page.plots(plots.separation());
        models.forEach(this::scores);
    }

    /** Plots of all models with their captions, by layer and attack. */
    private Map<String, Map<Plot, String>> groups() {
        Map<String, Map<Plot, String>> groups = new LinkedHashMap<>();
        for (ModelStudy study : models) {
            List<Plot> drawn = plots.scatter(study);
            for (int i = 0; i < drawn.size(); i++) {
                Embedding embedding = study.embeddings().get(i);
                groups.computeIfAbsent(title(embedding), title -> new LinkedHashMap<>())
                        .put(drawn.get(i), caption(study, i));
            }
        }
        return groups;
    }

    private static String title(Embedding embedding) {
        return EmbeddingPlots.layer(embedding) + ", "
                + (embedding.attack().isEmpty()
                        ? "clean"
                        : embedding.attack() + ", radius " + Numbers.plain(embedding.radius()));
    }

    private static String caption(ModelStudy study, int index) {
        Embedding embedding = study.embeddings().get(index);
        double right = embedding.scores().neighbourAccuracy();
        String text = Numbers.percent(right) + " of the points are of the class of most of their nearest neighbours";
        if (embedding.attack().isEmpty()) {
            return text + ": " + reading(right) + ".";
        }
        // What the attack cost says more than where it led. The clean examples of each study stand before those that it
        // attacked.
        return study.embeddings().subList(0, index).stream()
                .filter(before -> before.attack().isEmpty())
                .reduce((other, own) -> own)
                .map(clean -> text + ", clean "
                        + Numbers.percent(clean.scores().neighbourAccuracy()) + ": "
                        + cost(clean.scores().neighbourAccuracy() - right) + ".")
                .orElse(text + ": " + reading(right) + ".");
    }

    private static String reading(double right) {
        if (right >= APART) {
            return "the classes are apart";
        }
        return right >= MIXED ? "neighbouring classes mix" : "most points lie among other classes";
    }

    private static String cost(double lost) {
        if (lost < SMALL) {
            return "the classes stay where they were";
        }
        return lost < LARGE ? "the attack moves some points into other classes" : "the attack mixes the classes";
    }

    private void scores(ModelStudy study) {
        if (study.embeddings().isEmpty()) {
            return;
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (Embedding e : study.embeddings()) {
            rows.add(List.of(
                    Cell.of(EmbeddingPlots.layer(e)),
                    Cell.of(e.attack().isEmpty() ? "clean" : e.attack()),
                    Cell.of(Numbers.plain(e.radius()), e.radius()),
                    Cell.of(Numbers.count(e.points().length), e.points().length),
                    Cell.of(
                            Numbers.percent(e.scores().neighbourAccuracy()),
                            e.scores().neighbourAccuracy()),
                    Cell.of(
                            Numbers.fixed(e.scores().silhouette(), 3),
                            e.scores().silhouette()),
                    Cell.of(
                            Numbers.fixed(e.scores().withinBetweenRatio(), 3),
                            e.scores().withinBetweenRatio())));
        }
        page.html().raw("<details><summary>").text("Scores of " + study.name()).raw("</summary>\n");
        page.table(new Table(
                "embeddings of " + study.name(),
                List.of(
                        "layer",
                        "attack",
                        "radius",
                        "examples",
                        "right among nearest neighbours",
                        "silhouette",
                        "within / between"),
                rows));
        page.html().raw("</details>\n");
    }
}
