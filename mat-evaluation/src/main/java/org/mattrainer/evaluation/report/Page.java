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
import java.util.List;
import java.util.Map;
import org.mattrainer.evaluation.format.Html;
import org.mattrainer.evaluation.plot.Palette;
import org.mattrainer.evaluation.plot.Plot;

/** The frame of a report: a page that needs nothing else, for wide and narrow screens, light, dark and in print. */
final class Page {

    private static final String STYLE = """
            :root{color-scheme:light dark;--box:#f5f7f9;--yes:0,114,178;--no:213,94,0;--bad:#c0182a}
            @media screen and (prefers-color-scheme:dark){:root{--box:#1c2229;--yes:74,168,232;--no:255,138,61;
            --bad:#ff7b86}}
            body{font:16px/1.5 system-ui,sans-serif;background:var(--paper);color:var(--ink);max-width:76rem;margin:2rem auto;
            padding:0 1rem}
            h1{font-size:1.6rem;margin:0;overflow-wrap:anywhere}h2{font-size:1.2rem;margin:2.4rem 0 .6rem}
            h3{font-size:1rem;margin:1.4rem 0 .4rem}.dim,i{color:var(--dim);font-style:normal}p{margin:.4rem 0;max-width:66rem}
            .tiles{display:flex;flex-wrap:wrap;gap:.8rem;margin:1.2rem 0}.tile{background:var(--box);border-radius:8px;
            padding:.6rem 1rem}.tile b{display:block;font-size:1.35rem}
            table{border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{padding:.2rem .7rem;text-align:right;
            border-bottom:1px solid var(--grid)}tbody th,th:first-child{text-align:left;font-weight:600}
            td,thead th{white-space:nowrap}.w{white-space:normal!important;min-width:8rem}.h{white-space:normal!important;
            min-width:4.5rem}
            td small,th small{color:var(--dim);font-weight:400}tbody th{min-width:7rem}.m tbody th{min-width:0}
            .v th,.v td{white-space:normal;font-size:.8rem;padding:.1rem .4rem}.v thead th{min-width:3.5rem}
            dt{font-weight:600;margin-top:.4rem}dd{margin-left:1rem}
            .wide{overflow-x:auto;max-width:100%}.m td{min-width:2.6rem;border:1px solid var(--grid)}
            .y{background:rgba(var(--yes),calc(var(--s)*.55))}.n{background:rgba(var(--no),calc(var(--s)*.9))}
            .bad{color:var(--bad);font-weight:600}
            figure{margin:0;min-width:0}figcaption{font-size:.85rem;color:var(--dim)}
            svg{width:100%;height:auto;display:block}.charts{display:grid;gap:1rem;
            grid-template-columns:repeat(auto-fit,minmax(min(26rem,100%),1fr))}
            .n{grid-template-columns:repeat(auto-fit,minmax(min(19rem,100%),1fr))}.one{max-width:44rem}
            img{image-rendering:pixelated;display:block;width:5.6rem;height:auto;background:#000}
            .g td,.g th{text-align:center;border:0;padding:.25rem;vertical-align:top;font-weight:400;font-size:.85rem}
            .g tbody th{text-align:left}.g img{margin:0 auto .15rem}
            pre{background:var(--box);padding:1rem;border-radius:8px;overflow-x:auto;font-size:.85rem}
            details{margin:.2rem 0 .2rem 1rem}summary{cursor:pointer}.p{margin-left:1rem;overflow-wrap:anywhere}
            .p span{color:var(--dim)}nav{display:flex;flex-wrap:wrap;gap:.2rem 1rem;font-size:.9rem}nav a{color:inherit}
            @media(max-width:42rem){th,td{padding:.15rem .35rem}table{font-size:.8rem}tbody th{min-width:9rem}}
            @media print{@page{margin:1.4cm}p{max-width:none}body{max-width:none;margin:0;padding:0;font-size:8.5pt;line-height:1.3}
            figure,tr,.tile{break-inside:avoid}h1{font-size:14pt}h2{font-size:11pt;margin:1.2em 0 .3em;break-after:avoid}
            h3{font-size:9pt;margin:.8em 0 .2em;break-after:avoid}th,td{padding:.1rem .4rem}figcaption{font-size:7pt}
            .wide{overflow:visible}nav,.v{display:none}.charts,.n{grid-template-columns:repeat(3,1fr);gap:.3cm}
            .one{max-width:9cm}img{width:1.25cm}.g td,.g th{font-size:6.5pt;padding:.05cm}}
            """;

    private final Html html = new Html();
    private final List<Table> tables = new ArrayList<>();

    /** Begins a page. */
    Page(String title) {
        html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                // An empty icon, so that no browser asks a server for one.
                + "<link rel=\"icon\" href=\"data:,\">");
        html.element("title", title).raw("<style>\n" + Palette.css() + STYLE + "</style></head><body>\n");
        html.element("h1", title);
    }

    /** What is on it so far, to append to. */
    Html html() {
        return html;
    }

    /** Ends it and puts its contents in front. */
    String end() {
        return Contents.addTo(html.raw("</body></html>\n").toString());
    }

    /** Appends a figure that says one thing in large letters. */
    void tile(String value, String what) {
        html.raw("<div class=\"tile\">").element("b", value).text(what).raw("</div>");
    }

    /** Appends a table, which {@link #tables} has then, too. */
    void table(Table table) {
        table.appendTo(html);
        tables.add(table);
    }

    /** Remembers a table that the page shows in its own way. */
    void shown(Table table) {
        tables.add(table);
    }

    /** The tables on the page, in order. */
    List<Table> tables() {
        return List.copyOf(tables);
    }

    /** Appends one plot at a size that suits reading. */
    void plot(Plot plot) {
        html.raw("<figure class=\"one\">");
        drawn(plot);
        html.raw("</figure>\n");
    }

    /** Appends plots side by side where there is room. */
    void plots(List<Plot> plots) {
        html.raw("<div class=\"charts\">");
        for (Plot plot : plots) {
            html.raw("<figure>");
            drawn(plot);
            html.raw("</figure>\n");
        }
        html.raw("</div>\n");
    }

    /** Appends plots side by side, as many as there are in a row where there is room, each with its caption. */
    void captioned(Map<Plot, String> plots) {
        html.raw("<div class=\"charts n\">");
        plots.forEach((plot, caption) -> {
            html.raw("<figure>");
            html.raw(plot.toInline()).element("figcaption", caption);
            values(plot);
            html.raw("</figure>\n");
        });
        html.raw("</div>\n");
    }

    private void drawn(Plot plot) {
        html.raw(plot.toInline());
        values(plot);
    }

    private void values(Plot plot) {
        html.raw("<details class=\"v\"><summary>Values</summary>\n<div class=\"wide\"><table data-plot=\"")
                .text(plot.name())
                .raw("\">");
        html.head(plot.values().head()).raw("<tbody>");
        plot.values().rows().forEach(row -> html.row(row.get(0), row.subList(1, row.size())));
        html.raw("</tbody></table></div></details>\n");
    }
}
