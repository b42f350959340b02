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
package org.mattrainer.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.mattrainer.GradientSession;
import org.mattrainer.MatModel;
import org.mattrainer.MatTrainer;
import org.mattrainer.image.Augmentation;
import org.mattrainer.image.PixelMap;
import org.mattrainer.image.RandomShift;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Pass;
import org.mattrainer.internal.engine.PassMode;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.LeNetsPlusPlus;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.optimise.ConstantSchedule;
import org.mattrainer.optimise.Sgd;
import org.mattrainer.optimise.WeightDecayScope;
import org.mattrainer.training.TrainingRun;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/**
 * What the data cost beside the network, on LeNets++ and images of the size of MNIST. A training with random shifts is
 * sampled every 10 ms for the time in which batches are made. Then {@code Model.predict(Dataset)} takes turns with the
 * engine alone, which runs over images that lie in an array as the network takes them, in the same batches and on as many
 * threads.
 */
public final class DataBench {

    private static final int TRAINING_BATCH = 128;
    private static final int SHIFT = 2;
    private static final long SEED = 1;

    /** So small that noise can be learned from in peace. */
    private static final double LEARNING_RATE = 1e-6;

    private static final String ENGINE = "engine alone";
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final DataBenchOptions options;
    private final PrintStream out = System.out;
    private final MutableDataset<Label> images;

    private DataBench(DataBenchOptions options) {
        this.options = options;
        this.images = RandomImages.dataset(options.images);
    }

    /**
     * Runs the benchmark.
     *
     * @param args see {@link DataBenchOptions}
     * @throws IOException if the samples of the training cannot be read
     */
    public static void main(String[] args) throws IOException {
        DataBenchOptions options = new DataBenchOptions();
        Program.run(args, options, () -> {
            DataBench bench = new DataBench(options);
            bench.predict(bench.train());
        });
    }

    private MatModel train() throws IOException {
        MatTrainer trainer = MatTrainer.builder(new PixelMap(1, 28, 28))
                .augmentations(List.<Augmentation>of(new RandomShift(SHIFT)))
                .network(new LeNetsPlusPlus(32, 2, true, false, 1))
                .terms(List.of(new CrossEntropy()))
                .optimiser(new Sgd(LEARNING_RATE, 0, 0, WeightDecayScope.WEIGHTS))
                .schedule(new ConstantSchedule())
                .gradientClip(0)
                .epochs(1)
                .minibatchSize(TRAINING_BATCH)
                .seed(SEED)
                .build();
        trainer.setRun(new TrainingRun().withThreads(options.threads));
        StackAccount.prepare();
        trainer.train(images);
        MatModel[] model = new MatModel[1];
        long start = System.nanoTime();
        long processor = SYSTEM.getProcessCpuTime();
        StackAccount account = StackAccount.of(() -> model[0] = trainer.train(images));
        double seconds = (System.nanoTime() - start) * 1e-9;
        double busy = (SYSTEM.getProcessCpuTime() - processor) * 1e-9 / seconds;
        out.printf(
                Locale.ROOT,
                "training with shifts, batch %d, %d threads: %.1f images/s with the reading of the dataset; the making of"
                        + " batches takes %.2f %% of the time (%d samples)%n",
                TRAINING_BATCH,
                options.threads,
                options.images / seconds,
                100 * busy * account.share(StackAccount.BATCHES),
                account.total());
        return model[0];
    }

    private void predict(MatModel model) {
        model.setPredictionBatchSize(options.batch);
        model.setPredictionThreads(options.threads);
        MutableDataset<Label> hostExamples = RandomImages.hostExamples(images);
        float[] x = inputs(model);
        try (Workers workers = new Workers(options.threads)) {
            NetworkEngine engine = new NetworkEngine(
                    NetworkPlan.compile(model.network(), ConvolutionAlgorithm.AUTO), options.batch, workers);
            engine.load(model.parameters());
            Pass pass = engine.newPredictionPass();
            compete(Map.of(
                    ENGINE,
                    () -> forward(engine, pass, x),
                    "predict(Dataset) of PixelExample",
                    () -> model.predict(images),
                    "predict(Dataset) of ArrayExample",
                    () -> model.predict(hostExamples)));
        }
    }

    /** All images as the network takes them. */
    private float[] inputs(MatModel model) {
        int size = model.network().input().size();
        float[] x = new float[options.images * size];
        float[] image = new float[size];
        try (GradientSession session = model.open(1)) {
            for (int i = 0; i < options.images; i++) {
                session.read(images.getExample(i), image, 0);
                System.arraycopy(image, 0, x, i * size, size);
            }
        }
        return x;
    }

    private void forward(NetworkEngine engine, Pass pass, float[] x) {
        int size = engine.plan().network().input().size();
        float[] batch = new float[options.batch * size];
        for (int i = 0; i < options.images; i += options.batch) {
            int n = Math.min(options.batch, options.images - i);
            System.arraycopy(x, i * size, batch, 0, n * size);
            engine.forward(pass, batch, n, PassMode.EVALUATION);
        }
    }

    private void compete(Map<String, Runnable> contenders) {
        Map<String, double[]> seconds = new TreeMap<>();
        for (int round = -1; round < options.rounds; round++) {
            for (Map.Entry<String, Runnable> contender : contenders.entrySet()) {
                long start = System.nanoTime();
                contender.getValue().run();
                if (round >= 0) {
                    seconds.computeIfAbsent(contender.getKey(), name -> new double[options.rounds])[round] =
                            (System.nanoTime() - start) * 1e-9;
                }
            }
        }
        out.printf(
                "%n| prediction of %d images, batch %d, %d threads | images/s | of the engine |%n",
                options.images, options.batch, options.threads);
        out.println("| --- | ---: | ---: |");
        double engine = options.images / median(seconds.get(ENGINE));
        seconds.forEach((name, values) -> {
            double speed = options.images / median(values);
            out.printf(Locale.ROOT, "| %s | %.0f | %.0f %% |%n", name, speed, 100 * speed / engine);
        });
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
