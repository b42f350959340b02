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
package org.mattrainer.evaluation.run.prediction;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.mattrainer.evaluation.format.Html;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.format.PlainText;
import org.mattrainer.evaluation.plot.Palette;
import org.tribuo.classification.Label;

/**
 * A page of thumbnails, each with what is said of it, that needs nothing else and runs no scripts. It is written as the
 * predictions come, so that what is known at the end only stands there in the text and on top of the page.
 */
final class ContactSheet {

    private static final String STYLE = """
            :root{color-scheme:light dark;--box:#f5f7f9;--bad:#c0182a;--odd:#b35900}
            @media screen and (prefers-color-scheme:dark){:root{--box:#1c2229;--bad:#ff7b86;--odd:#ffb454}}
            body{font:15px/1.4 system-ui,sans-serif;background:var(--paper);color:var(--ink);margin:1.5rem;
            display:flex;flex-direction:column}
            header,.summary,.choice{order:-1}h1{font-size:1.4rem;margin:0;overflow-wrap:anywhere}p{margin:.4rem 0}
            .choice{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;margin:.6rem 0 1rem}
            .sheet{display:grid;gap:.8rem;grid-template-columns:repeat(auto-fill,minmax(8.5rem,1fr))}
            figure{margin:0;padding:.6rem;background:var(--box);border-radius:8px;min-width:0;
            border:2px solid transparent}
            img{display:block;width:7rem;height:7rem;object-fit:contain;margin:0 auto .4rem;background:#000;
            image-rendering:pixelated}
            figcaption{overflow-wrap:anywhere}b{font-size:1.05rem}small{display:block;color:var(--dim);
            font-variant-numeric:tabular-nums}
            .outlier{border-color:var(--odd)}.outlier em{color:var(--odd);font-style:normal;font-weight:600}
            .refused{border-color:var(--bad)}.refused b{color:var(--bad)}
            body:has(#outliers:checked) figure:not(.outlier),body:has(#refused:checked) figure:not(.refused){display:none}
            @media print{.choice{display:none}figure{break-inside:avoid}}
            """;

    private static final char NO_BREAK = '\u00a0';

    private ContactSheet() {}

    /** The page up to its first thumbnail. */
    static String head(PredictionLayout layout) {
        String title = "Predictions of " + PlainText.line(layout.model());
        Html html = new Html();
        html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                // Names of files and labels are escaped; should one get through, it may load and run nothing.
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                + "style-src 'unsafe-inline';img-src data:\"><link rel=\"icon\" href=\"data:,\">");
        html.element("title", title).raw("<style>\n" + Palette.css() + STYLE + "</style></head><body>\n<header>");
        html.element("h1", title).raw("</header>\n<div class=\"choice\">");
        choice(html, "all", "all", true);
        if (layout.outlierThreshold().isPresent()) {
            choice(html, "outliers", "unlike the training's images", false);
        }
        choice(html, "refused", "not predicted", false);
        return html.raw("</div>\n<main class=\"sheet\">\n").toString();
    }

    private static void choice(Html html, String id, String text, boolean chosen) {
        html.raw("<label><input type=\"radio\" name=\"shown\" id=\"" + id + "\"" + (chosen ? " checked" : "") + "> ")
                .text(text)
                .raw("</label>");
    }

    /** One thumbnail. */
    static String figure(PredictionLayout layout, PredictionRow row) {
        boolean outlier = layout.isOutlier(row).orElse(false);
        Html html = new Html().raw(outlier ? "<figure class=\"outlier\">" : "<figure>");
        row.thumbnail()
                .ifPresent(picture -> html.raw("<img width=\"" + picture.width() + "\" height=\"" + picture.height()
                                + "\" alt=\"\" src=\"")
                        .text(picture.url())
                        .raw("\">"));
        html.raw("<figcaption title=\"").text(PlainText.line(row.name())).raw("\">");
        String tag = "b";
        for (Label label : row.ranked()) {
            String score = layout.probabilities() ? Numbers.percent(label.getScore()) : Numbers.loss(label.getScore());
            html.element(tag, PlainText.line(label.getLabel()))
                    .text(" " + score.replace(' ', NO_BREAK))
                    .raw("<br>");
            tag = "span";
        }
        if (outlier) {
            html.element("em", "outlier").raw("<br>");
        }
        row.logDensity().ifPresent(density -> html.element("small", "log density " + Numbers.loss(density)));
        String name = layout.isOfFiles() ? shortened(row.name()) : layout.subject() + " " + row.name();
        return html.element("small", name).raw("</figcaption></figure>\n").toString();
    }

    /** What stands in the place of an image that could not be predicted. */
    static String refusal(String message) {
        return new Html()
                .raw("<figure class=\"refused\"><figcaption><b>not predicted</b>")
                .element("small", PlainText.line(message))
                .raw("</figcaption></figure>\n")
                .toString();
    }

    /** The page from its last thumbnail on. */
    static String tail(PredictionLayout layout, PredictionTally tally) {
        Html html = new Html().raw("</main>\n<p class=\"summary\">");
        html.text(Numbers.count(tally.images() - tally.refused()) + " of " + Numbers.count(tally.images())
                + " images predicted");
        if (layout.outlierThreshold().isPresent()) {
            html.text(
                    ", " + Numbers.count(tally.outliers()) + " of them unlike those of the training (log density below "
                            + Numbers.loss(layout.outlierThreshold().getAsDouble()) + ")");
        }
        return html.raw(".</p>\n</body></html>\n").toString();
    }

    /** A file with its folder; the page shows the whole path where the pointer rests. */
    private static String shortened(String name) {
        try {
            Path path = Path.of(name);
            int names = path.getNameCount();
            return PlainText.line(names > 2 ? path.subpath(names - 2, names).toString() : name);
        } catch (InvalidPathException e) {
            return PlainText.line(name);
        }
    }
}
