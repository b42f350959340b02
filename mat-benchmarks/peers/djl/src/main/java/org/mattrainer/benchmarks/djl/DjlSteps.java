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
package org.mattrainer.benchmarks.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.List;
import org.mattrainer.benchmarks.contest.AttackImages;
import org.mattrainer.benchmarks.contest.BenchCase;
import org.mattrainer.benchmarks.contest.Contender;
import org.mattrainer.benchmarks.contest.StepKind;

/** A trainer with one random batch, and {@link AttackImages} where they are given. */
final class DjlSteps implements Contender.Steps {

    private static final int[] IMAGE_AXES = {1, 2, 3};

    private final int batch;
    private final Shape shape;
    private final Model model;
    private final Trainer trainer;
    private final NDArray images;
    private final NDArray labels;
    private final List<Parameter> trained;
    private final AttackImages attacked;
    private final float[] nextX;
    private final int[] nextY;

    DjlSteps(BenchCase benchCase) {
        batch = benchCase.batch();
        attacked = AttackImages.of(benchCase).orElse(null);
        nextX = new float[benchCase.batchValues()];
        nextY = new int[batch];
        shape = new Shape(batch, benchCase.channels(), benchCase.side(), benchCase.side());
        model = Model.newInstance(benchCase.key());
        model.setBlock(Networks.of(benchCase));
        trainer = model.newTrainer(new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optInitializer(new XavierInitializer(), Parameter.Type.WEIGHT)
                .optOptimizer(Optimizer.sgd()
                        .setLearningRateTracker(Tracker.fixed(Contender.LEARNING_RATE))
                        .optMomentum(Contender.MOMENTUM)
                        .build()));
        trainer.initialize(shape);
        NDManager manager = trainer.getManager();
        images = manager.randomUniform(0, 1, shape);
        labels = manager.randomInteger(0, BenchCase.CLASSES, new Shape(batch), DataType.INT64)
                .toType(DataType.FLOAT32, false);
        trained = model.getBlock().getParameters().values().stream()
                .filter(Parameter::requiresGradient)
                .toList();
    }

    @Override
    public void run(StepKind kind) {
        try (NDManager scope = trainer.getManager().newSubManager()) {
            NDArray x = images.duplicate();
            x.attach(scope);
            switch (kind) {
                case SUPERVISED:
                    supervised(x);
                    break;
                case MAT:
                    mat(x, scope);
                    break;
                case INFERENCE:
                    infer(x);
                    break;
                case ATTACK:
                case ADAPTIVE_ATTACK:
                    trained.forEach(p -> p.getArray().setRequiresGradient(false));
                    attackNext(kind, scope, x);
                    trained.forEach(p -> p.getArray().setRequiresGradient(true));
                    break;
            }
        }
    }

    private void supervised(NDArray x) {
        try (GradientCollector collector = trainer.newGradientCollector()) {
            collector.backward(crossEntropy(logits(x)));
        }
        trainer.step();
    }

    private void mat(NDArray x, NDManager scope) {
        try (GradientCollector collector = trainer.newGradientCollector()) {
            NDArray clean = logits(x);
            NDArray target = clean.softmax(1).stopGradient();
            NDArray noise = scope.randomNormal(0, 1, shape, DataType.FLOAT32);
            NDArray direction = direction(collector, x.add(scaled(noise, Contender.PROBE_NORM)), target);
            NDArray perturbed = x.add(scaled(direction, Contender.PERTURBATION_NORM));
            collector.backward(crossEntropy(clean).add(divergence(logits(perturbed), target)));
        }
        trainer.step();
    }

    /** The gradient to the input alone. */
    private NDArray direction(GradientCollector collector, NDArray probed, NDArray target) {
        trained.forEach(p -> p.getArray().setRequiresGradient(false));
        probed.setRequiresGradient(true);
        collector.backward(divergence(logits(probed), target));
        trained.forEach(p -> p.getArray().setRequiresGradient(true));
        return probed.getGradient().stopGradient();
    }

    private void attackNext(StepKind kind, NDManager scope, NDArray random) {
        NDArray x = random;
        NDArray y = labels;
        if (attacked != null) {
            attacked.next(nextX, nextY);
            x = scope.create(nextX, shape);
            y = scope.create(nextY).toType(DataType.FLOAT32, false);
        }
        NDArray perturbed = kind == StepKind.ATTACK
                ? attack(x, y)
                : new AutoPgd(this::logits, trainer::newGradientCollector, scope, x, y).run();
        perturbed.toFloatArray();
    }

    private NDArray attack(NDArray x, NDArray y) {
        float step = 2.5f / StepKind.ATTACK_STEPS * Contender.PERTURBATION_NORM;
        NDArray perturbed = x.duplicate();
        for (int s = 0; s < StepKind.ATTACK_STEPS; s++) {
            perturbed.setRequiresGradient(true);
            NDArray gradient;
            try (GradientCollector collector = trainer.newGradientCollector()) {
                collector.backward(trainer.getLoss().evaluate(new NDList(y), new NDList(logits(perturbed))));
                gradient = perturbed.getGradient().stopGradient();
            }
            NDArray change =
                    perturbed.stopGradient().add(scaled(gradient, step)).sub(x);
            NDArray norm = change.square().sum(IMAGE_AXES, true).sqrt();
            NDArray factor =
                    norm.add(1e-12f).pow(-1).mul(Contender.PERTURBATION_NORM).minimum(1);
            perturbed = x.add(change.mul(factor)).clip(0, 1);
        }
        return perturbed;
    }

    private NDArray logits(NDArray x) {
        return trainer.forward(new NDList(x)).singletonOrThrow();
    }

    private NDArray crossEntropy(NDArray logits) {
        return trainer.getLoss().evaluate(new NDList(labels), new NDList(logits));
    }

    /** The cross-entropy of p and q differs from KL(p || q) by the entropy of p, which is a constant here. */
    private NDArray divergence(NDArray logits, NDArray target) {
        return target.mul(logits.logSoftmax(1)).sum().neg().div(batch);
    }

    private static NDArray scaled(NDArray x, float length) {
        NDArray norm = x.square().sum(IMAGE_AXES, true).sqrt().add(1e-12f);
        return x.div(norm).mul(length);
    }

    private void infer(NDArray x) {
        try (NDList output = trainer.evaluate(new NDList(x))) {
            output.singletonOrThrow().toFloatArray();
        }
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }
}
