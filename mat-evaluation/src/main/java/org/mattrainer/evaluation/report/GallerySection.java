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
import java.util.List;
import org.mattrainer.evaluation.format.Html;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.plot.Picture;
import org.mattrainer.evaluation.plot.PictureGrid;
import org.mattrainer.evaluation.study.Gallery;
import org.mattrainer.evaluation.study.Mistake;

/** Images in a report: galleries of attacks and confident mistakes. */
final class GallerySection {

    private GallerySection() {}

    /** Appends a gallery. */
    static void append(Html html, Gallery gallery) {
        List<String> heads = new ArrayList<>(List.of("true label", "original"));
        for (String attack : gallery.attacks()) {
            heads.add(attack + ": perturbation");
            heads.add("attacked");
        }
        html.raw("<div class=\"wide\"><table class=\"g\">").head(heads).raw("<tbody>");
        for (Gallery.Row row : gallery.rows()) {
            html.raw("<tr><th scope=\"row\">").text(row.label()).raw("</th><td>");
            image(html, row.original(), "example " + row.index());
            html.text("\u2192 " + row.predicted()).raw("</td>");
            for (Gallery.Cell cell : row.cells()) {
                boolean deceived = !cell.predicted().equals(row.label());
                html.raw("<td>");
                image(html, cell.perturbation(), "perturbation of example " + row.index());
                html.raw("</td><td>");
                image(html, cell.attacked(), "attacked example " + row.index());
                html.raw(deceived ? "<span class=\"bad\">" : "<span>");
                html.text("\u2192 " + cell.predicted()).raw("</span></td>");
            }
            html.raw("</tr>\n");
        }
        html.raw("</tbody></table></div>\n");
    }

    /** Appends confident mistakes. */
    static void append(Html html, List<Mistake> mistakes) {
        html.raw("<div class=\"tiles\">");
        for (Mistake mistake : mistakes) {
            html.raw("<figure>");
            mistake.picture().ifPresent(picture -> image(html, picture, "test example " + mistake.index()));
            html.raw("<figcaption>")
                    .text(mistake.label() + " \u2192 " + mistake.predicted())
                    .raw("<br>")
                    .text(Numbers.percent(mistake.confidence()) + ", no. " + mistake.index())
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
