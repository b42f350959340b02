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

import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.trial.StudyResult;
import org.mattrainer.evaluation.trial.Trial;

/** A study as Markdown. */
public final class StudyText {

    /** What the columns of the tables mean and how far they can be trusted. */
    static final String EXPLANATION =
            "Errors are means over the seeds \u00b1 the sample standard deviation; the interval is that of Student's t for "
                    + "the mean, cut at 0 and 100. Differences are in percentage points, less is better. The paired t test takes the "
                    + "differences by seed to be normal and tells nothing where all are equal; the exact test tries every choice of their signs and cannot "
                    + "give less than 2/2^n with n seeds: 0.25 with three, 0.0625 with five. McNemar's exact test "
                    + "compares the two models of one seed on the same examples and says nothing about other seeds. "
                    + "Nothing is corrected for the number of tests.";

    private StudyText() {}

    /**
     * Makes the Markdown.
     *
     * @param result the study
     * @return a document
     */
    public static String markdown(StudyResult result) {
        StringBuilder text = new StringBuilder("# " + result.name() + "\n\n");
        text.append(progress(result)).append("\n");
        for (String dataSet : result.dataSets()) {
            heading(text, result, dataSet, "Methods");
            text.append(StudyTable.methods(result, dataSet).markdown());
        }
        text.append('\n').append(EXPLANATION).append('\n');
        for (String evaluation : result.evaluations()) {
            for (String dataSet : result.dataSets()) {
                heading(text, result, dataSet, "Evaluation " + evaluation);
                text.append(StudyTable.evaluation(result, evaluation, dataSet).markdown());
            }
        }
        text.append("\n## Trials\n\n").append(StudyTable.trials(result).markdown());
        return text.toString();
    }

    private static void heading(StringBuilder text, StudyResult result, String dataSet, String title) {
        text.append("\n## ").append(title);
        if (!dataSet.isEmpty()) {
            text.append(", ").append(result.label(dataSet));
        }
        text.append("\n\n");
    }

    /** How far the study is and what it cost. */
    static String progress(StudyResult result) {
        double seconds = result.finished().stream()
                .mapToDouble(t -> t.outcome().seconds())
                .sum();
        StringBuilder text = new StringBuilder(result.finished().size() + " of "
                + result.planned().size() + " trials done, " + Numbers.duration(seconds) + " of training.\n");
        result.failures()
                .forEach((Trial trial, String failure) -> text.append("Failed: ")
                        .append(trial)
                        .append(": ")
                        .append(failure)
                        .append('\n'));
        return text.toString();
    }

    /**
     * Makes the tables of the methods for a terminal.
     *
     * @param result the study
     * @return the tables as Markdown
     */
    public static String summary(StudyResult result) {
        StringBuilder text = new StringBuilder();
        for (String dataSet : result.dataSets()) {
            if (!dataSet.isEmpty()) {
                text.append('\n').append(result.label(dataSet)).append("\n\n");
            }
            text.append(StudyTable.methods(result, dataSet).markdown());
        }
        return text.toString();
    }
}
