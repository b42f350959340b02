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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.mattrainer.evaluation.format.FileNames;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.plot.LinePlot;
import org.mattrainer.evaluation.plot.Plot;
import org.mattrainer.evaluation.plot.ScatterPlot;
import org.mattrainer.evaluation.study.Embedding;
import org.mattrainer.evaluation.study.ModelStudy;

/** The plots of embeddings: the points themselves, and how well classes stay apart as an attack grows. */
final class EmbeddingPlots {

    private final List<ModelStudy> models;

    EmbeddingPlots(List<ModelStudy> models) {
        this.models = models;
    }

    /** The points of each embedding of one model; those that need no t-SNE share their axes. */
    List<Plot> scatter(ModelStudy study) {
        String fileName = FileNames.distinct(
                        models.stream().map(ModelStudy::name).toList())
                .get(study.name());
        List<Plot> plots = new ArrayList<>();
        for (Embedding embedding : study.embeddings()) {
            String[] axes = axes(embedding);
            ScatterPlot plot = new ScatterPlot(
                    "embedding-" + fileName + "-" + plots.size(), title(study, embedding), axes[0], axes[1]);
            if (!embedding.projection().equals("t-SNE")) {
                plot.within(ScatterPlot.limits(study.embeddings().stream()
                        .filter(other -> sameSpace(other, embedding))
                        .flatMap(other -> java.util.Arrays.stream(other.points()))
                        .toArray(double[][]::new)));
            }
            plots.add(plot.plot(embedding.points(), embedding.classes(), embedding.labels()));
        }
        return plots;
    }

    private static boolean sameSpace(Embedding a, Embedding b) {
        return a.layer().equals(b.layer()) && a.projection().equals(b.projection());
    }

    private static String title(ModelStudy study, Embedding embedding) {
        if (embedding.attack().isEmpty()) {
            return study.name() + ", " + layer(embedding) + ", clean";
        }
        return study.name() + ", " + layer(embedding) + (hasSeveralAttacks(study) ? ", " + embedding.attack() : "")
                + ", radius " + Numbers.plain(embedding.radius());
    }

    private static boolean hasSeveralAttacks(ModelStudy study) {
        return study.embeddings().stream()
                        .map(Embedding::attack)
                        .filter(attack -> !attack.isEmpty())
                        .distinct()
                        .count()
                > 1;
    }

    static String layer(Embedding embedding) {
        return embedding.layer() + (embedding.projection().isEmpty() ? "" : " (" + embedding.projection() + ")");
    }

    private static String[] axes(Embedding embedding) {
        return switch (embedding.projection()) {
            case "" ->
                embedding.layer().equals("latent")
                        ? new String[] {"z1 (latent)", "z2 (latent)"}
                        : new String[] {"first value", "second value"};
            case "PCA" -> new String[] {"first principal component", "second principal component"};
            default -> new String[] {"t-SNE 1 (no unit)", "t-SNE 2 (no unit)"};
        };
    }

    /** Scores over the radius of the attack; none where no layer was attacked. */
    List<Plot> separation() {
        List<Plot> plots = new ArrayList<>();
        for (String layer : layers()) {
            String file = layer.replace(' ', '-');
            plots.add(scores(
                    layer,
                    "neighbours-" + file,
                    "Right among nearest neighbours, " + layer,
                    "share",
                    e -> e.scores().neighbourAccuracy()));
            plots.add(scores(
                    layer,
                    "within-between-" + file,
                    "Within over between classes, " + layer,
                    "ratio of mean distances",
                    e -> e.scores().withinBetweenRatio()));
        }
        return plots;
    }

    private Set<String> layers() {
        Set<String> layers = new LinkedHashSet<>();
        for (ModelStudy study : models) {
            study.embeddings().stream()
                    .filter(embedding -> embedding.radius() > 0)
                    .forEach(embedding -> layers.add(embedding.layer()));
        }
        return layers;
    }

    private Plot scores(String layer, String name, String title, String yTitle, ToDoubleFunction<Embedding> score) {
        LinePlot plot = new LinePlot(name, title, "radius of the perturbation", yTitle).size(440, 280);
        if (yTitle.equals("share")) {
            plot.shares();
        }
        for (int m = 0; m < models.size(); m++) {
            String model = models.get(m).name();
            int colour = m;
            Map<String, List<Embedding>> attacked = byAttack(models.get(m), layer);
            attacked.forEach((attack, own) -> plot.add(new LinePlot.Line(
                    attacked.size() == 1 ? model : model + ", " + attack,
                    own.stream().mapToDouble(Embedding::radius).toArray(),
                    own.stream().mapToDouble(score).toArray(),
                    colour)));
        }
        return plot.plot();
    }

    /** What each attack made of a layer, by rising radius with the clean examples first; of studies of one attack the first. */
    private static Map<String, List<Embedding>> byAttack(ModelStudy study, String layer) {
        Map<String, List<Embedding>> attacked = new LinkedHashMap<>();
        List<Embedding> current = new ArrayList<>();
        for (Embedding embedding : study.embeddings()) {
            if (embedding.attack().isEmpty()) {
                current = new ArrayList<>();
            }
            current.add(embedding);
            if (embedding.layer().equals(layer) && embedding.radius() > 0) {
                attacked.putIfAbsent(embedding.attack(), current);
            }
        }
        return attacked;
    }
}
