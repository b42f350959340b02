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

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The contents of a page: a link to each of its sections. */
final class Contents {

    /** Texts are escaped, so that nothing but a heading looks like one. */
    private static final Pattern HEADING = Pattern.compile("<h2>(.*?)</h2>");

    private static final int FEWEST_SECTIONS = 3;

    private Contents() {}

    /** Gives each section of a page an anchor and puts links to them before the first; a short page stays as it is. */
    static String addTo(String page) {
        StringBuilder links = new StringBuilder("<nav>");
        StringBuilder body = new StringBuilder();
        Matcher heading = HEADING.matcher(page);
        int sections = 0;
        int first = 0;
        while (heading.find()) {
            sections++;
            String anchor = "section-" + sections;
            links.append("<a href=\"#")
                    .append(anchor)
                    .append("\">")
                    .append(heading.group(1))
                    .append("</a> ");
            heading.appendReplacement(
                    body, Matcher.quoteReplacement("<h2 id=\"" + anchor + "\">" + heading.group(1) + "</h2>"));
            first = sections == 1 ? body.indexOf("<h2 id=") : first;
        }
        heading.appendTail(body);
        return sections < FEWEST_SECTIONS
                ? page
                : body.insert(first, links.append("</nav>\n")).toString();
    }
}
