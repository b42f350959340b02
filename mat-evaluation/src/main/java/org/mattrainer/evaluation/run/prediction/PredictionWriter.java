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

import java.util.List;
import java.util.function.Consumer;

/** Writes predictions in a format as they come. */
final class PredictionWriter implements PredictionSink {

    private final PredictionFormat format;
    private final PredictionLayout layout;
    private final Consumer<String> text;
    private boolean begun;
    private long predicted;
    private long refused;
    private long outliers;

    PredictionWriter(PredictionFormat format, PredictionLayout layout, Consumer<String> text) {
        this.format = format;
        this.layout = layout;
        this.text = text;
    }

    @Override
    public void predicted(List<PredictionRow> rows) {
        StringBuilder lines = new StringBuilder();
        for (PredictionRow row : rows) {
            lines.append(format.line(layout, row));
            outliers += layout.isOutlier(row).orElse(false) ? 1 : 0;
        }
        predicted += rows.size();
        write(lines.toString());
    }

    @Override
    public void refused(String message) {
        refused++;
        write(format.refusal(message));
    }

    /** Not before there is something, so that nothing is written where nothing can be predicted. */
    private void write(String lines) {
        if (!lines.isEmpty()) {
            text.accept(begun ? lines : format.head(layout) + lines);
            begun = true;
        }
    }

    /** Ends the results, and says how many there were. */
    PredictionTally finish() {
        PredictionTally tally = new PredictionTally(predicted + refused, refused, outliers);
        write(format.tail(layout, tally));
        return tally;
    }
}
