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
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mattrainer.evaluation.format.Html;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.plot.Picture;
import org.mattrainer.evaluation.plot.PictureGrid;
import org.mattrainer.evaluation.study.Gallery;
import org.mattrainer.evaluation.study.Mistake;
import org.mattrainer.evaluation.study.ModelStudy;

/** Images in a report: galleries of attacks and confident mistakes. */
final class GallerySection {

    private GallerySection() {}

    /** Appends for each attack the same examples as each model sees them, side by side. */
    static void append(Page page, List<ModelStudy> models) {
        List<ModelStudy> shown =
                models.stream().filter(study -> study.gallery().isPresent()).toList();
        if (shown.isEmpty()) {
            return;
        }
        Html html = page.html();
        html.element("h2", "Attacked images")
                .element(
                        "p",
                        "The same test images for every model. Each perturbation is drawn around grey, as strong as the "
                                + "picture allows; below it what the model says of the original, below the attacked image what "
                                + "it says of that, wrong labels in red.");
        Set<String> attacks = new LinkedHashSet<>();
        shown.forEach(study -> attacks.addAll(study.gallery().orElseThrow().attacks()));
        for (String attack : attacks) {
            html.element("h3", attack);
            append(html, attack, shown);
        }
    }

    private static void append(Html html, String attack, List<ModelStudy> models) {
        html.raw("<div class=\"wide\"><table class=\"g\"><thead><tr><th>true label</th><th>original</th>");
        models.forEach(
                study -> html.raw("<th colspan=\"2\">").text(study.name()).raw("</th>"));
        html.raw("</tr></thead>\n<tbody>");
        SortedMap<Integer, Gallery.Row> examples = new TreeMap<>();
        for (ModelStudy study : models) {
            study.gallery().orElseThrow().rows().forEach(row -> examples.putIfAbsent(row.index(), row));
        }
        for (Gallery.Row example : examples.values()) {
            html.raw("<tr><th scope=\"row\">").text(example.label()).raw("</th><td>");
            image(html, example.original(), "example " + example.index());
            html.raw("</td>");
            for (ModelStudy study : models) {
                cells(html, study.gallery().orElseThrow(), attack, example.index());
            }
            html.raw("</tr>\n");
        }
        html.raw("</tbody></table></div>\n");
    }

    private static void cells(Html html, Gallery gallery, String attack, int index) {
        int column = gallery.attacks().indexOf(attack);
        Optional<Gallery.Row> found =
                gallery.rows().stream().filter(row -> row.index() == index).findFirst();
        if (column < 0 || found.isEmpty()) {
            html.raw("<td>-</td><td>-</td>");
            return;
        }
        Gallery.Row row = found.get();
        Gallery.Cell cell = row.cells().get(column);
        html.raw("<td>");
        image(html, cell.perturbation(), "perturbation of example " + index);
        label(html, row.predicted(), row.label());
        html.raw("</td><td>");
        image(html, cell.attacked(), "attacked example " + index);
        label(html, cell.predicted(), row.label());
        html.raw("</td>");
    }

    private static void label(Html html, String predicted, String truth) {
        html.raw(predicted.equals(truth) ? "<span>" : "<span class=\"bad\">")
                .text("\u2192 " + predicted)
                .raw("</span>");
    }

    /** Appends confident mistakes, their scores in percent where these are probabilities. */
    static void append(Html html, List<Mistake> mistakes, boolean probabilities) {
        html.raw("<div class=\"tiles\">");
        for (Mistake mistake : mistakes) {
            html.raw("<figure>");
            mistake.picture().ifPresent(picture -> image(html, picture, "test example " + mistake.index()));
            html.raw("<figcaption>")
                    .text(mistake.label() + " \u2192 " + mistake.predicted())
                    .raw("<br>")
                    .text((probabilities ? Numbers.percent(mistake.confidence()) : Numbers.loss(mistake.confidence()))
                            + ", no. " + mistake.index())
                    .raw("</figcaption></figure>\n");
        }
        html.raw("</div>\n");
    }

    private static void image(Html html, Picture picture, String alternative) {
        html.raw("<img width=\"" + picture.width() + "\" height=\"" + picture.height() + "\" alt=\"")
                .text(alternative)
                .raw("\" src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(picture.toPng()) + "\">");
    }

    /** The gallery as a picture. */
    static byte[] png(Gallery gallery) {
        List<String> heads = new ArrayList<>(List.of("original"));
        for (String attack : gallery.attacks()) {
            heads.add(attack);
            heads.add("attacked");
        }
        PictureGrid grid = new PictureGrid(heads);
        for (Gallery.Row row : gallery.rows()) {
            List<PictureGrid.Cell> cells = new ArrayList<>();
            cells.add(new PictureGrid.Cell(row.original(), row.label() + " \u2192 " + row.predicted()));
            for (Gallery.Cell cell : row.cells()) {
                cells.add(new PictureGrid.Cell(cell.perturbation(), "perturbation"));
                cells.add(new PictureGrid.Cell(cell.attacked(), "\u2192 " + cell.predicted()));
            }
            grid.add(cells);
        }
        return grid.toPng();
    }
}
