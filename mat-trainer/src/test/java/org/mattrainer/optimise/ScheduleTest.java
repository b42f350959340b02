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
        assertEquals(1, schedule.scale(0, 10));
        assertEquals(1, schedule.scale(9, 10));
        Helpers.testConfigurableRoundtrip((ConstantSchedule) schedule);
    }

    @Test
    void constantThenLinear() {
        ConstantThenLinear schedule = new ConstantThenLinear(0.5, 0.02);
        assertEquals(1, schedule.scale(0, 100));
        assertEquals(1, schedule.scale(50, 100));
        assertEquals(0.51, schedule.scale(75, 100), 1e-12);
        assertEquals(1 - 0.98 * 49 / 50, schedule.scale(99, 100), 1e-12);
        assertEquals(1, new ConstantThenLinear(1, 0).scale(99, 100));
        assertEquals(0.5, new ConstantThenLinear(0, 0).scale(50, 100), 1e-12);
        assertEquals("ConstantThenLinear(constantFraction=0.5,finalScale=0.02)", new ConstantThenLinear().toString());
        Helpers.testConfigurableRoundtrip(schedule);
    }

    @Test
    void steps() {
        StepSchedule schedule = new StepSchedule(List.of(5000, 8000), 0.8);
        assertEquals(1, schedule.scale(4999, 10000));
        assertEquals(0.8, schedule.scale(5000, 10000), 1e-12);
        assertEquals(0.8, schedule.scale(7999, 10000), 1e-12);
        assertEquals(0.64, schedule.scale(9999, 10000), 1e-12);
        Helpers.testConfigurableRoundtrip(schedule);
        Helpers.testConfigurableRoundtrip(new StepSchedule(List.of(), 1));
    }

    static Stream<Arguments> outOfRange() {
        return Stream.of(
                bad("constantFraction", () -> new ConstantThenLinear(1.1, 0)),
                bad("constantFraction", () -> new ConstantThenLinear(Double.NaN, 0)),
                bad("finalScale", () -> new ConstantThenLinear(0, -0.1)),
                bad("milestones", () -> new StepSchedule(List.of(5, 5), 0.5)),
                bad("milestones", () -> new StepSchedule(List.of(0), 0.5)),
                bad("factor", () -> new StepSchedule(List.of(5), 1.5)),
                bad("learningRate", () -> new Sgd(0, 0, 0, WeightDecayScope.ALL)),
                bad("learningRate", () -> new Sgd(Double.POSITIVE_INFINITY, 0, 0, WeightDecayScope.ALL)),
                bad("momentum", () -> new Sgd(1, 1, 0, WeightDecayScope.ALL)),
                bad("weightDecay", () -> new Sgd(1, 0, -1, WeightDecayScope.ALL)),
                bad("weightDecayScope", () -> new Sgd(1, 0, 0, null)),
                bad("learningRate", () -> adam(-1, 0.9, 1, 0.9, 1e-8)),
                bad("beta1", () -> adam(1, 1, 1, 0.9, 1e-8)),
                bad("loweredBeta1", () -> adam(1, 0.9, 1.5, 0.9, 1e-8)),
                bad("beta2", () -> adam(1, 0.9, 1, Double.NaN, 1e-8)),
                bad("epsilon", () -> adam(1, 0.9, 1, 0.9, 0)),
                bad("form", () -> new Adam(1, 0.9, 1, 0.9, 1e-8, null, 0, WeightDecayScope.ALL)),
                bad("weightDecay", () -> new Adam(1, 0.9, 1, 0.9, 1e-8, AdamForm.TF, -1, WeightDecayScope.ALL)),
                bad("weightDecayScope", () -> new Adam(1, 0.9, 1, 0.9, 1e-8, AdamForm.TF, 0, null)));
    }

    private static Arguments bad(String field, Executable construction) {
        return Arguments.of(field, construction);
    }

    private static Adam adam(double rate, double beta1, double loweredBeta1, double beta2, double epsilon) {
        return new Adam(rate, beta1, loweredBeta1, beta2, epsilon, AdamForm.STANDARD, 0, WeightDecayScope.ALL);
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
        Helpers.testConfigurableRoundtrip(new Adam(0.1, 0.9, 0.5, 0.99, 1e-7, AdamForm.TF, 0.1, WeightDecayScope.ALL));
        assertEquals("Sgd(learningRate=0.03,momentum=0.9,weightDecay=5.0E-4,weightDecayScope=WEIGHTS)", "" + new Sgd());
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
