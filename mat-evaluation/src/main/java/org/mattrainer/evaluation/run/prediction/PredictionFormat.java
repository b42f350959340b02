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

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.mattrainer.evaluation.format.Csv;
import org.tribuo.classification.Label;

/** The form of the results of {@code tribuo-predict}. Numbers have all their digits, but for those of the page. */
public enum PredictionFormat {
    /** A head, then a line of comma-separated values for each image. */
    CSV {
        @Override
        String head(PredictionLayout layout) {
            List<String> fields = new ArrayList<>(List.of(layout.subject()));
            for (int rank = 1; rank <= layout.labels(); rank++) {
                String suffix = rank == 1 ? "" : Integer.toString(rank);
                fields.add("label" + suffix);
                fields.add(layout.score() + suffix);
            }
            if (layout.density()) {
                fields.add("log_density");
            }
            if (layout.outlierThreshold().isPresent()) {
                fields.add("outlier");
            }
            return Csv.line(fields);
        }

        @Override
        String line(PredictionLayout layout, PredictionRow row) {
            List<String> fields = new ArrayList<>(List.of(row.name()));
            for (Label label : row.ranked()) {
                fields.add(label.getLabel());
                fields.add(Double.toString(label.getScore()));
            }
            fields.addAll(
                    Collections.nCopies(2 * (layout.labels() - row.ranked().size()), ""));
            row.logDensity().ifPresent(density -> fields.add(Double.toString(density)));
            layout.isOutlier(row).ifPresent(outlier -> fields.add(Boolean.toString(outlier)));
            return Csv.line(fields);
        }
    },
    /** One object a line, in ASCII, so that no terminal and no encoding changes it. Numbers that are not finite are null. */
    JSON {
        @Override
        String head(PredictionLayout layout) {
            return "";
        }

        @Override
        String line(PredictionLayout layout, PredictionRow row) {
            StringWriter text = new StringWriter();
            try (JsonGenerator json = FACTORY.createGenerator(text)) {
                json.writeStartObject();
                json.writeStringField(layout.subject(), row.name());
                json.writeArrayFieldStart("labels");
                for (Label label : row.ranked()) {
                    json.writeStartObject();
                    json.writeStringField("label", label.getLabel());
                    number(json, layout.score(), label.getScore());
                    json.writeEndObject();
                }
                json.writeEndArray();
                if (row.logDensity().isPresent()) {
                    number(json, "logDensity", row.logDensity().getAsDouble());
                }
                if (layout.isOutlier(row).isPresent()) {
                    json.writeBooleanField("outlier", layout.isOutlier(row).get());
                }
                json.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return text + "\n";
        }

        private static void number(JsonGenerator json, String name, double value) throws IOException {
            if (Double.isFinite(value)) {
                json.writeNumberField(name, value);
            } else {
                json.writeNullField(name);
            }
        }
    },
    /** A page of thumbnails, also of what could not be predicted. Numbers are rounded. */
    HTML {
        @Override
        String head(PredictionLayout layout) {
            return ContactSheet.head(layout);
        }

        @Override
        String line(PredictionLayout layout, PredictionRow row) {
            return ContactSheet.figure(layout, row);
        }

        @Override
        String refusal(String message) {
            return ContactSheet.refusal(message);
        }

        @Override
        String tail(PredictionLayout layout, PredictionTally tally) {
            return ContactSheet.tail(layout, tally);
        }

        @Override
        boolean hasThumbnails() {
            return true;
        }
    };

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** What comes before the first line. */
    abstract String head(PredictionLayout layout);

    /** The line of one image, with its end. */
    abstract String line(PredictionLayout layout, PredictionRow row);

    /** What stands in the place of an image that could not be predicted, empty for nothing. */
    String refusal(String message) {
        return "";
    }

    /** What comes after the last line. */
    String tail(PredictionLayout layout, PredictionTally tally) {
        return "";
    }

    /** Whether rows need thumbnails. */
    boolean hasThumbnails() {
        return false;
    }
}
