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

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.mattrainer.benchmarks.contest.BenchCase;
import org.mattrainer.benchmarks.contest.Contender;
import org.mattrainer.benchmarks.contest.StepKind;

/** Auto-PGD (Croce and Hein, 2020) on the cross-entropy in the 2-norm, for a whole batch at once. */
final class AutoPgd {

    /** Those of 100 steps, as published. */
    private static final int[] CHECKPOINTS = {22, 41, 57, 70, 80, 87, 93, 99};

    private static final int[] IMAGE_AXES = {1, 2, 3};
    private static final float MOMENTUM = 0.75f;
    private static final float RISES = 0.75f;
    private static final float RADIUS = Contender.PERTURBATION_NORM;

    private final UnaryOperator<NDArray> logits;
    private final Supplier<GradientCollector> collectors;
    private final NDManager scope;
    private final NDArray x;
    private final NDArray targets;
    private final Shape perImage;

    private NDArray now;
    private NDArray gradient;
    private NDArray before;
    private NDArray values;
    private NDArray peak;
    private NDArray peakGradient;
    private NDArray peakValues;
    private NDArray peakBefore;
    private NDArray last;
    private NDArray rises;
    private NDArray step;
    private NDArray changed;

    /** An attack on images with labels; what it makes lives as long as the scope. */
    AutoPgd(
            UnaryOperator<NDArray> logits,
            Supplier<GradientCollector> collectors,
            NDManager scope,
            NDArray x,
            NDArray labels) {
        this.logits = logits;
        this.collectors = collectors;
        this.scope = scope;
        this.x = x;
        this.targets = labels.toType(DataType.INT32, false).oneHot(BenchCase.CLASSES);
        this.perImage = new Shape(x.getShape().get(0), 1, 1, 1);
    }

    NDArray run() {
        now = project(x.add(direction(scope.randomNormal(0, 1, x.getShape(), DataType.FLOAT32)).mul(RADIUS / 2)));
        before = now;
        peak = now;
        peakGradient = x.zerosLike();
        NDArray none = x.zerosLike().sum(IMAGE_AXES, true);
        peakValues = none.add(Float.NEGATIVE_INFINITY);
        peakBefore = peakValues;
        last = peakValues;
        rises = none;
        step = none.add(2 * RADIUS);
        changed = none.add(1);
        for (int k = 0; k < StepKind.ADAPTIVE_STEPS; k++) {
            try (NDManager passes = scope.newSubManager()) {
                evaluate(passes, true);
                keepPeak(k);
                checkpoint(k);
                move(k);
                for (NDArray kept : List.of(
                        now, before, peak, peakGradient, peakValues, peakBefore, last, rises, step, changed)) {
                    kept.attach(scope);
                }
            }
        }
        evaluate(scope, false);
        keepPeak(StepKind.ADAPTIVE_STEPS);
        return peak;
    }

    private void evaluate(NDManager passes, boolean withGradient) {
        NDArray at = now.duplicate();
        at.attach(passes);
        at.setRequiresGradient(withGradient);
        try (GradientCollector collector = collectors.get()) {
            NDArray losses =
                    targets.mul(logits.apply(at).logSoftmax(1)).sum(new int[] {1}).neg();
            if (withGradient) {
                collector.backward(losses.sum());
            }
            gradient = withGradient ? at.getGradient().stopGradient() : peakGradient;
            values = losses.stopGradient().reshape(perImage);
        }
    }

    private void keepPeak(int k) {
        if (k > 0) {
            rises = rises.add(values.gt(last).toType(DataType.FLOAT32, false));
        }
        last = values;
        NDArray better = values.gt(peakValues);
        peak = where(better, now, peak);
        peakGradient = where(better, gradient, peakGradient);
        peakValues = values.maximum(peakValues);
    }

    private void checkpoint(int k) {
        for (int j = 0; j < CHECKPOINTS.length; j++) {
            if (CHECKPOINTS[j] == k) {
                int interval = k - (j == 0 ? 0 : CHECKPOINTS[j - 1]);
                NDArray oscillates = rises.lt(RISES * interval);
                NDArray stands = changed.eq(0).logicalAnd(peakValues.lte(peakBefore));
                NDArray halve = oscillates.logicalOr(stands);
                changed = halve.toType(DataType.FLOAT32, false);
                step = where(halve, step.div(2), step);
                now = where(halve, peak, now);
                gradient = where(halve, peakGradient, gradient);
                peakBefore = peakValues;
                rises = rises.zerosLike();
            }
        }
    }

    private void move(int k) {
        NDArray next = project(now.add(direction(gradient).mul(step)));
        if (k > 0) {
            NDArray change = next.sub(now).mul(MOMENTUM).add(now.sub(before).mul(1 - MOMENTUM));
            next = project(now.add(change));
        }
        before = now;
        now = next;
    }

    private static NDArray where(NDArray mask, NDArray then, NDArray otherwise) {
        return NDArrays.where(mask.broadcast(then.getShape()), then, otherwise);
    }

    private static NDArray direction(NDArray change) {
        return change.div(change.square().sum(IMAGE_AXES, true).sqrt().add(1e-12f));
    }

    private NDArray project(NDArray perturbed) {
        NDArray change = perturbed.sub(x);
        NDArray norm = change.square().sum(IMAGE_AXES, true).sqrt();
        NDArray factor = norm.add(1e-12f).pow(-1).mul(RADIUS).minimum(1);
        return x.add(change.mul(factor)).clip(0, 1);
    }
}
