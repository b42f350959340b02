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

import java.util.List;
import org.mattrainer.evaluation.format.Html;
import org.mattrainer.evaluation.plot.Palette;
import org.mattrainer.evaluation.plot.Plot;

/** The frame of a report: a page that needs nothing else, for wide and narrow screens, light, dark and in print. */
final class Page {

    private static final String STYLE = """
            :root{color-scheme:light dark;--box:#f5f7f9;--yes:0,114,178;--no:213,94,0;--bad:#c0182a}
            @media screen and (prefers-color-scheme:dark){:root{--box:#1c2229;--yes:74,168,232;--no:255,138,61;
            --bad:#ff7b86}}
            body{font:16px/1.5 system-ui,sans-serif;background:var(--paper);color:var(--ink);max-width:66rem;margin:2rem auto;
            padding:0 1rem}
            h1{font-size:1.6rem;margin:0;overflow-wrap:anywhere}h2{font-size:1.2rem;margin:2.4rem 0 .6rem}
            h3{font-size:1rem;margin:1.4rem 0 .4rem}.dim,i{color:var(--dim);font-style:normal}p{margin:.4rem 0}
            .tiles{display:flex;flex-wrap:wrap;gap:.8rem;margin:1.2rem 0}.tile{background:var(--box);border-radius:8px;
            padding:.6rem 1rem}.tile b{display:block;font-size:1.35rem}
            table{border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{padding:.2rem .7rem;text-align:right;
            border-bottom:1px solid var(--grid)}tbody th,th:first-child{text-align:left;font-weight:600}
            td small,th small{color:var(--dim);font-weight:400;white-space:nowrap}.l{text-align:left}
            .wide{overflow-x:auto;max-width:100%}.m td{min-width:2.6rem;border:1px solid var(--grid)}
            .y{background:rgba(var(--yes),calc(var(--s)*.55))}.n{background:rgba(var(--no),calc(var(--s)*.9))}
            .bad{color:var(--bad);font-weight:600}
            figure{margin:0;min-width:0}figcaption{font-size:.85rem;color:var(--dim)}
            svg{width:100%;height:auto;display:block}.charts{display:grid;gap:1rem;
            grid-template-columns:repeat(auto-fit,minmax(min(24rem,100%),1fr))}.one{max-width:44rem}
            img{image-rendering:pixelated;display:block;width:5.6rem;height:auto;background:#000}
            .s td{white-space:nowrap}
            .g td,.g th{text-align:center;border:0;padding:.25rem;vertical-align:top;font-weight:400;font-size:.85rem}
            .g tbody th{text-align:left}.g img{margin:0 auto .15rem}
            pre{background:var(--box);padding:1rem;border-radius:8px;overflow-x:auto;font-size:.85rem}
            details{margin:.2rem 0 .2rem 1rem}summary{cursor:pointer}.p{margin-left:1rem;overflow-wrap:anywhere}
            .p span{color:var(--dim)}nav{display:flex;flex-wrap:wrap;gap:.2rem 1rem;font-size:.9rem}nav a{color:inherit}
            @media(max-width:42rem){th,td{padding:.15rem .35rem}td small{white-space:normal;display:block}}
            @media print{body{max-width:none;margin:0;font-size:11pt}figure,tr,.tile{break-inside:avoid}h2,h3{break-after:avoid}
            .wide{overflow:visible}nav{display:none}}
            """;

    private Page() {}

    /** Begins a page. */
    static Html begin(String title) {
        Html html = new Html();
        html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                // An empty icon, so that no browser asks a server for one.
                + "<link rel=\"icon\" href=\"data:,\">");
        html.element("title", title).raw("<style>\n" + Palette.css() + STYLE + "</style></head><body>\n");
        return html.element("h1", title);
    }

    /** Ends a page and puts its contents in front. */
    static String end(Html html) {
        return Contents.addTo(html.raw("</body></html>\n").toString());
    }

    /** Appends a figure that says one thing in large letters. */
    static void tile(Html html, String value, String what) {
        html.raw("<div class=\"tile\">").element("b", value).text(what).raw("</div>");
    }

    /** Appends one plot at a size that suits reading. */
    static void plot(Html html, Plot plot) {
        html.raw("<figure class=\"one\">").raw(plot.toInline()).raw("</figure>\n");
    }

    /** Appends plots side by side where there is room. */
    static void plots(Html html, List<Plot> plots) {
        html.raw("<div class=\"charts\">");
        plots.forEach(plot -> html.raw("<figure>").raw(plot.toInline()).raw("</figure>\n"));
        html.raw("</div>\n");
    }
}
