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
package org.mattrainer.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.attack.FastGradientMethod;
import org.mattrainer.evaluation.attack.ProjectedGradientDescent;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;

/**
 * Trains, saves, loads, predicts and evaluates in turns in one process, for two hours or the minutes of
 * {@code -Dsoak.minutes}; memory, threads and open files stay as they are after the first tenth.
 */
@Tag("long")
class SoakLongTest {

    private static final int LEAST_ROUNDS = 20;
    private static final double MEGABYTE = 1 << 20;
    private static final MutableDataset<Label> DATA = SmallImages.dataset(24, 5);

    @TempDir
    private Path folder;

    /** What the process holds. */
    private record Footprint(double heap, int threads, long files) {

        static Footprint now() {
            // Twice, for what a finaliser or a reference queue holds.
            System.gc();
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                    ? unix.getOpenFileDescriptorCount()
                    : 0;
            return new Footprint(
                    (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE,
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    files);
        }
    }

    @Test
    void aLongLifeTakesNoMoreThanAShortOne() throws IOException {
        Logger host = Logger.getLogger("org");
        Level before = host.getLevel();
        host.setLevel(Level.WARNING);
        try {
            List<Footprint> footprints = new ArrayList<>();
            double minutes = Double.parseDouble(System.getProperty("soak.minutes", "120"));
            long end =
                    System.nanoTime() + (long) (minutes * Duration.ofMinutes(1).toNanos());
            float[] first = round();
            while (footprints.size() < LEAST_ROUNDS || System.nanoTime() < end) {
                assertArrayEquals(first, round());
                footprints.add(Footprint.now());
            }
            requireFlat(footprints);
        } finally {
            host.setLevel(before);
        }
    }

    private float[] round() throws IOException {
        MatModel trained = SmallModels.mat();
        Path file = folder.resolve("model.tribuo");
        trained.serializeToFile(file);
        @SuppressWarnings("unchecked") // the labels of the small images
        Model<Label> model = (Model<Label>) Model.deserializeFromFile(file);
        double accuracy =
                new LabelFactory().getEvaluator().evaluate(model, DATA).accuracy();
        assertTrue(accuracy > 0.5, "accuracy " + accuracy);
        double[] radii = {0, 0.5};
        RobustnessEvaluator evaluator = RobustnessEvaluator.builder(List.of(
                        new FastGradientMethod(2, radii, false, true),
                        ProjectedGradientDescent.builder()
                                .radii(radii)
                                .steps(5)
                                .seed(1)
                                .build()))
                .maxExamples(0)
                .seed(1)
                .checkExamples(0)
                .build();
        evaluator.setPartialResults(folder.resolve("partial"));
        assertEquals(4, evaluator.evaluate(model, DATA).findings().results().size());
        for (var example : DATA) {
            model.predict(example);
        }
        return trained.parameters();
    }

    /** Compares the last tenth of the life with the second. */
    private static void requireFlat(List<Footprint> footprints) {
        int tenth = footprints.size() / 10;
        List<Footprint> early = footprints.subList(tenth, 2 * tenth);
        List<Footprint> late = footprints.subList(footprints.size() - tenth, footprints.size());
        String story = footprints.size() + " rounds; early " + early.get(0) + ", late " + late.get(tenth - 1);
        System.out.println("soak: " + story);
        assertTrue(heap(late) < heap(early) + 2, story);
        assertTrue(
                late.stream().mapToInt(Footprint::threads).min().orElseThrow()
                        <= early.stream().mapToInt(Footprint::threads).max().orElseThrow(),
                story);
        assertTrue(
                late.stream().mapToLong(Footprint::files).min().orElseThrow()
                        <= early.stream().mapToLong(Footprint::files).max().orElseThrow(),
                story);
    }

    private static double heap(List<Footprint> footprints) {
        return footprints.stream().mapToDouble(Footprint::heap).min().orElseThrow();
    }
}
