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
package org.mattrainer.evaluation.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.fixture.GoldenModel;

/** Projected gradient descent against the golden vectors. */
class AttackGoldenTest {

    static List<JsonNode> pgd() throws IOException {
        return GoldenModel.cases("pgd");
    }

    @ParameterizedTest
    @MethodSource("pgd")
    void projectedGradientDescent(JsonNode golden) {
        MatModel model = GoldenModel.of(golden);
        JsonNode attrs = golden.get("attrs");
        float[] x = GoldenModel.floats(golden.get("inputs").get("x"));
        int[] y = new int[3];
        for (int i = 0; i < 3; i++) {
            y[i] = golden.get("inputs").get("y").get("data").get(i).asInt();
        }
        double norm = attrs.get("norm").asText().equals("l2") ? 2 : Double.POSITIVE_INFINITY;
        double radius = attrs.get("sigma").asDouble();
        try (AttackTarget target = new AttackTarget(model, TargetSettings.defaults())) {
            WhiteBox network = target.whiteBox();
            compare(golden, "o", network.forward(x, 3).logits);
            Ball ball = new Ball(norm, radius, attrs.get("box").isNull() ? null : target.box());
            // These images are classified wrongly from the start, which must not end the search.
            GradientSearch search = new GradientSearch(
                    network,
                    ball,
                    new CrossEntropyLoss(),
                    attrs.get("steps").asInt(),
                    attrs.get("step").asDouble(),
                    Double.POSITIVE_INFINITY,
                    new AttackBatch(x, y, new long[3], 3));
            search.run(null);
            double[] eps = new double[x.length];
            for (int k = 0; k < x.length; k++) {
                eps[k] = search.best()[k] - x[k];
            }
            compare(golden, "eps", eps);
        }
    }

    private static void compare(JsonNode golden, String name, double[] found) {
        float[] expected = GoldenModel.floats(golden.get("expected").get(name));
        double largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        double tolerance = golden.get("tol").get("f32").asDouble() * (1 + largest);
        for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k], found[k], tolerance, golden.get("name") + " " + name + " " + k);
        }
    }
}
