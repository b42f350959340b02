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
package org.mattrainer.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.nn.Linear;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Relu;
import org.mattrainer.nn.TensorShape;
import org.tribuo.test.Helpers;

/** The scale of the learning rate step by step, and the configuration of schedules and optimisers. */
class ScheduleTest {

    @Test
    void constant() {
        Schedule schedule = new ConstantSchedule();
        assertEquals(1, schedule.scale(0, steps(10)));
        assertEquals(1, schedule.scale(9, steps(10)));
        Helpers.testConfigurableRoundtrip((ConstantSchedule) schedule);
    }

    @Test
    void constantThenLinear() {
        ConstantThenLinear schedule = new ConstantThenLinear(0.5, 0.02);
        assertEquals(1, schedule.scale(0, steps(100)));
        assertEquals(1, schedule.scale(50, steps(100)));
        assertEquals(0.51, schedule.scale(75, steps(100)), 1e-12);
        assertEquals(1 - 0.98 * 49 / 50, schedule.scale(99, steps(100)), 1e-12);
        assertEquals(1, new ConstantThenLinear(1, 0).scale(99, steps(100)));
        assertEquals(0.5, new ConstantThenLinear(0, 0).scale(50, steps(100)), 1e-12);
        assertEquals("ConstantThenLinear(constantFraction=0.5,finalScale=0.02)", new ConstantThenLinear().toString());
        Helpers.testConfigurableRoundtrip(schedule);
    }

    @Test
    void steps() {
        StepSchedule schedule = new StepSchedule(List.of(5000, 8000), 0.8);
        assertEquals(1, schedule.scale(4999, steps(10000)));
        assertEquals(0.8, schedule.scale(5000, steps(10000)), 1e-12);
        assertEquals(0.8, schedule.scale(7999, steps(10000)), 1e-12);
        assertEquals(0.64, schedule.scale(9999, steps(10000)), 1e-12);
        Helpers.testConfigurableRoundtrip(schedule);
        Helpers.testConfigurableRoundtrip(new StepSchedule(List.of(), 1));
    }

    @Test
    void cosine() {
        CosineSchedule schedule = new CosineSchedule(0.2);
        assertEquals(1, schedule.scale(0, steps(100)));
        // cos(pi / 4) = sqrt(2) / 2
        assertEquals(0.2 + 0.8 * (1 + Math.sqrt(0.5)) / 2, schedule.scale(25, steps(100)), 1e-12);
        assertEquals(0.6, schedule.scale(50, steps(100)), 1e-12);
        assertEquals(0.2 + 0.8 * (1 - Math.sqrt(0.5)) / 2, schedule.scale(75, steps(100)), 1e-12);
        assertEquals(0, new CosineSchedule().scale(999_999, steps(1_000_000)), 1e-11);
        assertEquals("CosineSchedule(finalScale=0.0)", new CosineSchedule().toString());
        Helpers.testConfigurableRoundtrip(schedule);
    }

    @Test
    void oneCycle() {
        OneCycleSchedule straight = new OneCycleSchedule(0.1, 0.2, 0.5, Annealing.LINEAR);
        assertEquals(0.1, straight.scale(0, steps(10)), 1e-12);
        assertEquals(0.55, straight.scale(1, steps(10)), 1e-12);
        assertEquals(1, straight.scale(2, steps(10)), 1e-12);
        assertEquals(0.75, straight.scale(6, steps(10)), 1e-12);
        OneCycleSchedule curved = new OneCycleSchedule(0.1, 0.5, 0, Annealing.COSINE);
        assertEquals(0.55, curved.scale(25, steps(100)), 1e-12);
        assertEquals(1, curved.scale(50, steps(100)), 1e-12);
        assertEquals(0.5, curved.scale(75, steps(100)), 1e-12);
        assertEquals(1, new OneCycleSchedule(0.1, 0, 0, Annealing.LINEAR).scale(0, steps(10)));
        assertEquals(0.91, new OneCycleSchedule(0.1, 1, 0, Annealing.LINEAR).scale(9, steps(10)), 1e-12);
        Helpers.testConfigurableRoundtrip(curved);
        Helpers.testConfigurableRoundtrip(new OneCycleSchedule());
    }

    @Test
    void warmUpInEpochsAndAsShare() {
        TrainingLength length = new TrainingLength(4, 10);
        WarmUpSchedule epochs = new WarmUpSchedule(new ConstantSchedule(), 2, WarmUpUnit.EPOCHS, 0);
        WarmUpSchedule share = new WarmUpSchedule(new ConstantSchedule(), 0.2, WarmUpUnit.FRACTION, 0);
        for (int step = 0; step < 40; step++) {
            double expected = Math.min(1, (step + 1) / 8.0);
            assertEquals(expected, epochs.scale(step, length), 1e-12);
            assertEquals(expected, share.scale(step, length), 1e-12);
        }
        assertEquals(1, new WarmUpSchedule(new ConstantSchedule(), 0, WarmUpUnit.EPOCHS, 0).scale(0, length));
        Helpers.testConfigurableRoundtrip(epochs);
    }

    @Test
    void warmUpMultipliesTheScheduleBehindIt() {
        TrainingLength length = new TrainingLength(10, 10);
        Schedule linear = new ConstantThenLinear(0, 0);
        Schedule schedule = new WarmUpSchedule(linear, 0.5, WarmUpUnit.EPOCHS, 0.5);
        assertEquals(0.6, schedule.scale(0, length), 1e-12);
        assertEquals(0.99 * 0.7, schedule.scale(1, length), 1e-12);
        assertEquals(0.96, schedule.scale(4, length), 1e-12);
        assertEquals(linear.scale(77, length), schedule.scale(77, length));
    }

    @Test
    void lengths() {
        assertEquals(3_000_000_000L, new TrainingLength(1_000_000, 3000).steps());
        assertThrows(IllegalArgumentException.class, () -> new TrainingLength(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new TrainingLength(1, 0));
    }

    private static TrainingLength steps(int steps) {
        return new TrainingLength(steps, 1);
    }

    static Stream<Arguments> outOfRange() {
        return Stream.of(
                bad("constantFraction", () -> new ConstantThenLinear(1.1, 0)),
                bad("constantFraction", () -> new ConstantThenLinear(Double.NaN, 0)),
                bad("finalScale", () -> new ConstantThenLinear(0, -0.1)),
                bad("finalScale", () -> new CosineSchedule(1.5)),
                bad("initialScale", () -> new OneCycleSchedule(-1, 0, 0, Annealing.LINEAR)),
                bad("peakFraction", () -> new OneCycleSchedule(0, 2, 0, Annealing.LINEAR)),
                bad("finalScale", () -> new OneCycleSchedule(0, 0, Double.NaN, Annealing.LINEAR)),
                bad("annealing", () -> new OneCycleSchedule(0, 0, 0, null)),
                bad("schedule", () -> new WarmUpSchedule(null, 1, WarmUpUnit.EPOCHS, 0)),
                bad("duration", () -> new WarmUpSchedule(new ConstantSchedule(), 1.5, WarmUpUnit.FRACTION, 0)),
                bad("duration", () -> new WarmUpSchedule(new ConstantSchedule(), -1, WarmUpUnit.EPOCHS, 0)),
                bad("unit", () -> new WarmUpSchedule(new ConstantSchedule(), 1, null, 0)),
                bad("initialFactor", () -> new WarmUpSchedule(new ConstantSchedule(), 1, WarmUpUnit.EPOCHS, 2)),
                bad("milestones", () -> new StepSchedule(List.of(5, 5), 0.5)),
                bad("milestones", () -> new StepSchedule(List.of(0), 0.5)),
                bad("factor", () -> new StepSchedule(List.of(5), 1.5)),
                bad("learningRate", () -> new Sgd(0, 0, 0, WeightDecayScope.ALL)),
                bad("learningRate", () -> new Sgd(Double.POSITIVE_INFINITY, 0, 0, WeightDecayScope.ALL)),
                bad("momentum", () -> new Sgd(1, 1, 0, WeightDecayScope.ALL)),
                // 1 in single precision, in which nothing would be forgotten or learnt.
                bad("momentum", () -> new Sgd(1, 0.999999999, 0, WeightDecayScope.ALL)),
                bad("beta1", () -> adam(1, 0.999999999, 1, 0.9, 1e-8)),
                bad("loweredBeta1", () -> adam(1, 0.9, 0.999999999, 0.9, 1e-8)),
                bad("beta2", () -> adam(1, 0.9, 1, 0.999999999, 1e-8)),
                bad("weightDecay", () -> new Sgd(1, 0, -1, WeightDecayScope.ALL)),
                bad("weightDecayScope", () -> new Sgd(1, 0, 0, null)),
                bad("learningRate", () -> adam(-1, 0.9, 1, 0.9, 1e-8)),
                bad("beta1", () -> adam(1, 1, 1, 0.9, 1e-8)),
                bad("loweredBeta1", () -> adam(1, 0.9, 1.5, 0.9, 1e-8)),
                bad("beta2", () -> adam(1, 0.9, 1, Double.NaN, 1e-8)),
                bad("epsilon", () -> adam(1, 0.9, 1, 0.9, 0)),
                bad(
                        "form",
                        () -> Adam.builder()
                                .learningRate(1)
                                .loweredBeta1(1)
                                .beta2(0.9)
                                .form(null)
                                .weightDecayScope(WeightDecayScope.ALL)
                                .build()),
                bad(
                        "weightDecay",
                        () -> Adam.builder()
                                .learningRate(1)
                                .loweredBeta1(1)
                                .beta2(0.9)
                                .form(AdamForm.TF)
                                .weightDecay(-1)
                                .weightDecayScope(WeightDecayScope.ALL)
                                .build()),
                bad(
                        "weightDecayScope",
                        () -> Adam.builder()
                                .learningRate(1)
                                .loweredBeta1(1)
                                .beta2(0.9)
                                .form(AdamForm.TF)
                                .weightDecayScope(null)
                                .build()));
    }

    private static Arguments bad(String field, Executable construction) {
        return Arguments.of(field, construction);
    }

    private static Adam adam(double rate, double beta1, double loweredBeta1, double beta2, double epsilon) {
        return Adam.builder()
                .learningRate(rate)
                .beta1(beta1)
                .loweredBeta1(loweredBeta1)
                .beta2(beta2)
                .epsilon(epsilon)
                .weightDecayScope(WeightDecayScope.ALL)
                .build();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outOfRange")
    void valuesOutOfRangeAreRefused(String field, Executable construction) {
        PropertyException e = assertThrows(PropertyException.class, construction);
        assertEquals(field, e.getProperty());
        assertTrue(e.getMessage().contains("expected") && e.getMessage().contains("found"), e.getMessage());
    }

    @Test
    void optimisersAreConfigurable() {
        Helpers.testConfigurableRoundtrip(new Sgd());
        Helpers.testConfigurableRoundtrip(new Adam());
        Helpers.testConfigurableRoundtrip(Adam.builder()
                .learningRate(0.1)
                .loweredBeta1(0.5)
                .beta2(0.99)
                .epsilon(1e-7)
                .form(AdamForm.TF)
                .weightDecay(0.1)
                .weightDecayScope(WeightDecayScope.ALL)
                .build());
        assertEquals(
                "Sgd(learningRate=0.03,momentum=0.9,weightDecay=5.0E-4,weightDecayScope=WEIGHTS,nesterov=false)",
                "" + new Sgd());
        assertEquals(0.001, new Adam().learningRate());
    }

    @Test
    void adamLowersBeta1WhenTheScheduleLowersTheRate() {
        Network network = new Network(TensorShape.vector(2), List.of(new Linear(1, false), new Relu()), 1);
        OptimiserState constant = adam(0.1, 0.9, 0.5, 0.9, 1e-8).newState(network);
        OptimiserState always = adam(0.1, 0.5, 1, 0.9, 1e-8).newState(network);
        float[] a = {1, 2};
        float[] b = {1, 2};
        constant.step(a, new float[] {0.5f, -1}, 0.9);
        always.step(b, new float[] {0.5f, -1}, 0.9);
        assertEquals(b[0], a[0]);
        constant.step(a, new float[] {-1, 3}, 1);
        always.step(b, new float[] {-1, 3}, 1);
        assertTrue(b[0] != a[0]);
    }
}
