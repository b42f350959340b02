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
package org.mattrainer.benchmarks.tensorflow;

import java.util.List;
import java.util.SplittableRandom;
import org.mattrainer.benchmarks.contest.BenchCase;
import org.mattrainer.benchmarks.contest.Contender;
import org.mattrainer.benchmarks.contest.StepKind;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** A session with one random batch. */
final class TensorFlowSteps implements Contender.Steps {

    private final Graph graph = new Graph();
    private final StepGraph steps;
    private final Session session;
    private final TFloat32 images;
    private final TFloat32 labels;

    TensorFlowSteps(BenchCase benchCase, int threads) {
        steps = new StepGraph(Ops.create(graph), benchCase);
        ConfigProto config = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(1)
                .build();
        session = new Session(graph, config);
        for (Op initialiser : steps.initialisers) {
            session.runner().addTarget(initialiser).run();
        }
        int batch = benchCase.batch();
        int side = benchCase.side();
        SplittableRandom random = new SplittableRandom(1);
        float[] pixels = new float[benchCase.batchValues()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextDouble();
        }
        float[] oneHot = new float[batch * BenchCase.CLASSES];
        for (int i = 0; i < batch; i++) {
            oneHot[i * BenchCase.CLASSES + random.nextInt(BenchCase.CLASSES)] = 1;
        }
        images = TFloat32.tensorOf(Shape.of(batch, side, side, benchCase.channels()), DataBuffers.of(pixels));
        labels = TFloat32.tensorOf(Shape.of(batch, BenchCase.CLASSES), DataBuffers.of(oneHot));
    }

    @Override
    public void run(StepKind kind) {
        switch (kind) {
            case SUPERVISED:
                train(steps.supervised);
                break;
            case MAT:
                train(steps.mat);
                break;
            case INFERENCE:
                session.runner()
                        .feed(steps.images, images)
                        .fetch(steps.inference)
                        .run()
                        .close();
                break;
            case ATTACK:
                throw new UnsupportedOperationException("There is no attack in TensorFlow");
        }
    }

    private void train(List<Op> updates) {
        Session.Runner runner = session.runner().feed(steps.images, images).feed(steps.labels, labels);
        for (Op update : updates) {
            runner.addTarget(update);
        }
        runner.run();
    }

    @Override
    public void close() {
        images.close();
        labels.close();
        session.close();
        graph.close();
    }
}
