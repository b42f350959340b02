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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mattrainer.evaluation.format.Html;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.statistics.Proportion;

/**
 * A cell of a table.
 *
 * @param text what stands there
 * @param notes what stands below in small letters
 * @param best whether it is the best of its kind, and bold
 * @param bad whether it is suspicious, and red
 * @param value the number behind the text, NaN if there is none
 * @param low the lower end of the number's interval, NaN if there is none
 * @param high the upper end of the number's interval, NaN if there is none
 */
record Cell(String text, List<Note> notes, boolean best, boolean bad, double value, double low, double high) {

    /** A line below the text; a suspicious one is red. */
    record Note(String text, boolean bad) {}

    /** Where there is nothing to tell. */
    static final Cell ABSENT = of("-");

    static Cell of(String text) {
        return of(text, Double.NaN);
    }

    static Cell of(String text, double value) {
        return new Cell(text, List.of(), false, false, value, Double.NaN, Double.NaN);
    }

    /** A share with its interval and number of examples. */
    static Cell of(Proportion share) {
        return new Cell(
                        Numbers.percent(share.share()),
                        List.of(),
                        false,
                        false,
                        share.share(),
                        share.low(),
                        share.high())
                .note("[" + Numbers.fixed(100 * share.low(), 2) + ", " + Numbers.fixed(100 * share.high(), 2) + "] of "
                        + Numbers.count(share.total()));
    }

    Cell note(String note) {
        return with(new Note(note, false));
    }

    Cell badNote(String note) {
        return with(new Note(note, true));
    }

    private Cell with(Note note) {
        List<Note> all = new ArrayList<>(notes);
        all.add(note);
        return new Cell(text, all, best, bad, value, low, high);
    }

    Cell asBest() {
        return new Cell(text, notes, true, bad, value, low, high);
    }

    Cell asBad() {
        return new Cell(text, notes, best, true, value, low, high);
    }

    /** The text and its notes on one line. */
    String line() {
        return Stream.concat(Stream.of(text), notes.stream().map(Note::text)).collect(Collectors.joining("; "));
    }

    /** As what is inside an element of a page. */
    String markup() {
        String escaped = Html.escape(text);
        StringBuilder markup = new StringBuilder(best ? "<b>" + escaped + "</b>" : escaped);
        for (Note note : notes) {
            markup.append("<br><small>").append(note.bad() ? "<span class=\"bad\">" : "");
            markup.append(Html.escape(note.text()))
                    .append(note.bad() ? "</span>" : "")
                    .append("</small>");
        }
        return markup.toString();
    }
}
