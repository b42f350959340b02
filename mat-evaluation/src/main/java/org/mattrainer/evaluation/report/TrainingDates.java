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

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.mattrainer.evaluation.study.ModelStudy;
import org.tribuo.provenance.ModelProvenance;

/** When models were trained, as their provenance says. */
final class TrainingDates {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT);

    private TrainingDates() {}

    /** Such as {@code Trained from 2026-01-01 10:00 UTC to 2026-01-01 12:00 UTC.} */
    static String of(List<ModelStudy> models) {
        List<OffsetDateTime> times =
                models.stream().map(TrainingDates::time).sorted().toList();
        String first = text(times.get(0));
        String last = text(times.get(times.size() - 1));
        return first.equals(last) ? "Trained " + first + "." : "Trained from " + first + " to " + last + ".";
    }

    /** Such as {@code trained 2026-01-01 10:00 UTC}. */
    static String of(ModelProvenance provenance) {
        return "trained " + text(provenance.getTrainingTime());
    }

    private static OffsetDateTime time(ModelStudy study) {
        return study.model().getProvenance().getTrainingTime();
    }

    private static String text(OffsetDateTime time) {
        return FORMAT.format(time.withOffsetSameInstant(ZoneOffset.UTC));
    }
}
