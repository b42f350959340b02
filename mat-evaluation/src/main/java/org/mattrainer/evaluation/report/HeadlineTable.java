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
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.statistics.Proportion;
import org.mattrainer.evaluation.statistics.Sample;
import org.mattrainer.evaluation.study.ModelStudy;

/** The figures to quote: a row for each method, over its seeds where there are several; the best of each column is bold. */
final class HeadlineTable {

    private static final String NAME = "headline";

    private HeadlineTable() {}

    /** Error, robust accuracy for each norm and calibration error. */
    static Table of(List<ModelStudy> models) {
        List<SeedGroup> methods = SeedGroup.of(models);
        List<String> head = new ArrayList<>(List.of("method"));
        List<List<Cell>> columns = new ArrayList<>();
        columns.add(methods.stream().map(HeadlineTable::name).toList());
        head.add("test error");
        columns.add(column(methods, false, study -> Optional.of(Cell.of(error(study)))));
        for (RobustColumn robust : RobustColumn.of(models)) {
            head.add(robust.title());
            columns.add(column(methods, true, study -> robust.of(study).map(Cell::of)));
        }
        if (models.stream().anyMatch(study -> study.calibration().isPresent())) {
            head.add("expected calibration error");
            columns.add(column(
                    methods,
                    false,
                    study -> study.calibration()
                            .map(c -> Cell.of(Numbers.percent(c.expectedError()), c.expectedError()))));
        }
        return new Table(
                NAME,
                head,
                IntStream.range(0, methods.size())
                        .mapToObj(row ->
                                columns.stream().map(column -> column.get(row)).toList())
                        .toList());
    }

    private static Cell name(SeedGroup method) {
        Cell name = Cell.of(method.name());
        return method.models().size() == 1
                ? name
                : name.note("mean \u00b1 deviation of "
                        + method.models().stream().map(ModelStudy::name).collect(Collectors.joining(", ")));
    }

    static Proportion error(ModelStudy study) {
        int errors = 0;
        for (boolean right : study.correct()) {
            errors += right ? 0 : 1;
        }
        return new Proportion(errors, study.correct().length);
    }

    private static List<Cell> column(
            List<SeedGroup> methods, boolean larger, Function<ModelStudy, Optional<Cell>> figure) {
        List<Seeds> rows =
                methods.stream().map(method -> Seeds.of(method, figure)).toList();
        return withBest(
                rows.stream().map(Seeds::cell).toList(), row -> rows.get(row).complete(), larger);
    }

    /** The figures of those of a method's models that have one. */
    private record Seeds(List<Cell> figures, int models) {

        static Seeds of(SeedGroup method, Function<ModelStudy, Optional<Cell>> figure) {
            List<Cell> figures = method.models().stream()
                    .flatMap(study -> figure.apply(study).stream())
                    .filter(cell -> Double.isFinite(cell.value()))
                    .toList();
            return new Seeds(figures, method.models().size());
        }

        boolean complete() {
            return figures.size() == models;
        }

        Cell cell() {
            if (figures.isEmpty()) {
                return Cell.ABSENT;
            }
            Sample sample = new Sample(figures.stream().map(Cell::value).toList());
            Cell cell =
                    figures.size() == 1 ? figures.get(0) : Cell.of(StudyTable.percent(sample) + " %", sample.mean());
            return complete() ? cell : cell.note("of " + figures.size() + " of " + models + " seeds");
        }
    }

    /**
     * Marks the best of some figures, and all that read the same as it.
     *
     * @param cells one for each method
     * @param whole which of them may be the best: a mean without the seeds that failed says nothing against others
     * @param larger whether the largest is the best, not the smallest
     * @return the cells; as they are where there are not two figures to compare
     */
    static List<Cell> withBest(List<Cell> cells, IntPredicate whole, boolean larger) {
        IntPredicate compared =
                row -> whole.test(row) && Double.isFinite(cells.get(row).value());
        List<Cell> figures = IntStream.range(0, cells.size())
                .filter(compared)
                .mapToObj(cells::get)
                .toList();
        if (figures.size() < 2) {
            return cells;
        }
        double best = figures.stream()
                .mapToDouble(Cell::value)
                .reduce(larger ? Math::max : Math::min)
                .orElseThrow();
        String read = figures.stream()
                .filter(cell -> cell.value() == best)
                .map(HeadlineTable::figure)
                .findFirst()
                .orElseThrow();
        return IntStream.range(0, cells.size())
                .mapToObj(row -> compared.test(row) && figure(cells.get(row)).equals(read)
                        ? cells.get(row).asBest()
                        : cells.get(row))
                .toList();
    }

    /** What is written of a figure, without its deviation. */
    private static String figure(Cell cell) {
        return cell.text().replaceFirst(" \u00b1.*| %$", "");
    }
}
