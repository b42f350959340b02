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
package org.mattrainer.spark.run;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.mattrainer.evaluation.run.PortableRun;
import org.mattrainer.training.GradientPlace;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;

/**
 * The executors of a Spark application as a place for the gradients of one training: each step is a job of some tasks. The
 * parameters are broadcast, the shares are collected on the driver. What executors keep is a cache, so that Spark may try a task
 * whose executor is lost on another. Where the data are in stripes, a task prefers the executor that it had in the step before.
 */
public final class SparkTraining implements GradientPlace, AutoCloseable {

    private static final long POLL_MILLISECONDS = 200;

    private final JavaSparkContext spark;
    private final PortableRun run;
    private final ExecutorCheck check;
    private final int shares;
    private final TaskLocations locations = new TaskLocations();
    private Broadcast<GradientParts> parts;
    private boolean sharded;

    /**
     * Prepares.
     *
     * @param spark the application
     * @param run the training
     * @param check what executors have to have
     * @param shares number of shares of a step
     */
    SparkTraining(JavaSparkContext spark, PortableRun run, ExecutorCheck check, int shares) {
        this.spark = spark;
        this.run = run;
        this.check = check;
        this.shares = shares;
    }

    @Override
    public int shares() {
        return shares;
    }

    @Override
    public void open(byte[] training, int dataShards) {
        parts = spark.broadcast(new GradientParts(UUID.randomUUID().toString(), run, training));
        sharded = dataShards > 1;
        spark.setJobDescription("train " + run.job() + ", a step");
    }

    @Override
    public List<byte[]> compute(byte[] step, int wanted, BooleanSupplier stop) {
        Broadcast<byte[]> told = spark.broadcast(step);
        try {
            // Without stripes any executor may take any share, and shares of their own balance best.
            List<GradientTask> tasks = ShareRange.of(wanted, sharded ? shares : wanted).stream()
                    .map(range -> new GradientTask(parts, told, range, check))
                    .toList();
            List<GradientAnswer> answers =
                    await(placed(tasks).map(GradientTask::call).collectAsync(), stop);
            locations.keep(answers.stream().map(GradientAnswer::location).toList());
            return answers.stream()
                    .flatMap(answer -> answer.requireShares().stream())
                    .toList();
        } finally {
            told.destroy();
        }
    }

    private JavaRDD<GradientTask> placed(List<GradientTask> tasks) {
        if (!sharded) {
            return spark.parallelize(tasks, tasks.size());
        }
        // The driver is among those that are told.
        int executors = Math.max(1, spark.statusTracker().getExecutorInfos().length - 1);
        List<List<String>> preferred = locations.preferred(tasks.size(), executors);
        List<Tuple2<GradientTask, Seq<String>>> preferring = IntStream.range(0, tasks.size())
                .mapToObj(task -> new Tuple2<>(tasks.get(task), seq(preferred.get(task))))
                .toList();
        ClassTag<GradientTask> tag = ClassTag.apply(GradientTask.class);
        return spark.sc().makeRDD(seq(preferring), tag).toJavaRDD();
    }

    private static <T> Seq<T> seq(List<T> list) {
        return CollectionConverters.asScala(list).toSeq();
    }

    /** Lets go of what executors keep; those that are processes of their own end with the application. */
    @Override
    public void close() {
        if (parts != null) {
            ExecutorGradients.release(parts.value().key());
            parts.destroy();
        }
    }

    private static List<GradientAnswer> await(JavaFutureAction<List<GradientAnswer>> future, BooleanSupplier stop) {
        while (true) {
            try {
                return future.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (stop.getAsBoolean()) {
                    future.cancel(true);
                    return List.of();
                }
            } catch (ExecutionException e) {
                throw SparkFailures.of(e.getCause());
            } catch (InterruptedException e) {
                future.cancel(true);
                Thread.currentThread().interrupt();
                return List.of();
            }
        }
    }
}
