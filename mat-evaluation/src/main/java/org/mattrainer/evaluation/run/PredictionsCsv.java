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
package org.mattrainer.evaluation.run;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mattrainer.evaluation.format.Csv;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** The predictions of a model as comma-separated values. */
final class PredictionsCsv {

    private PredictionsCsv() {}

    /**
     * Writes predictions as the host's own command does: the true label, then the score of each label, sorted; empty where
     * a model gives none.
     */
    static void write(OutputStream output, Model<Label> model, List<Prediction<Label>> predictions) throws IOException {
        List<String> labels = new ArrayList<>();
        model.getOutputIDInfo().getDomain().forEach(label -> labels.add(label.getLabel()));
        labels.sort(null);
        Writer writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
        writer.write("Label," + String.join(",", labels.stream().map(Csv::field).toList()) + "\n");
        for (Prediction<Label> prediction : predictions) {
            StringBuilder line = new StringBuilder(
                    Csv.field(prediction.getExample().getOutput().getLabel()));
            Map<String, Label> scores = prediction.getOutputScores();
            for (String label : labels) {
                Label score = scores.get(label);
                line.append(',').append(score == null ? "" : Double.toString(score.getScore()));
            }
            writer.write(line.append('\n').toString());
        }
        writer.flush();
    }
}
