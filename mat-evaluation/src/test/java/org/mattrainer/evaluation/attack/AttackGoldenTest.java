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
import org.mattrainer.adversarial.PowerIteration;
import org.mattrainer.adversarial.PowerMethod;
import org.mattrainer.adversarial.Target;
import org.mattrainer.divergence.LatentKind;
import org.mattrainer.evaluation.attack.geometry.Ball;
import org.mattrainer.evaluation.fixture.GoldenModel;
import org.mattrainer.latent.CovarianceType;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.latent.MixtureSettings;

/** Projected gradient descent and the smoothness against the golden vectors. */
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

    static List<JsonNode> smoothness() throws IOException {
        return GoldenModel.cases("r_smooth");
    }

    @ParameterizedTest
    @MethodSource("smoothness")
    void smoothness(JsonNode golden) {
        JsonNode attrs = golden.get("attrs");
        JsonNode inputs = golden.get("inputs");
        assertEquals("mahalanobis", attrs.get("latent").asText());
        assertEquals("latent", attrs.get("target").asText());
        MixtureSettings bare = MixtureSettings.builder()
                .covarianceType(CovarianceType.FULL)
                .alpha(1)
                .beta(1)
                .rho(0)
                .gamma(0)
                .build();
        GaussianMixture mixture = new GaussianMixture(bare, 3, 2);
        mixture.setMoments(doubles(inputs.get("mu")), doubles(inputs.get("sigma")));
        try (AttackTarget target = new AttackTarget(GoldenModel.of(golden), TargetSettings.defaults())) {
            target.setMixture(mixture);
            float[] x = GoldenModel.floats(inputs.get("x"));
            Surroundings surroundings = new Surroundings(
                    target,
                    LatentKind.MAHALANOBIS,
                    new AttackBatch(x, new int[3], new long[3], 3),
                    GoldenModel.floats(inputs.get("d0")));
            float[] direction = new float[x.length];
            double xi = attrs.get("xi").asDouble();
            new PowerIteration(1, Target.LATENT, xi, PowerMethod.FINITE_DIFFERENCE, false)
                    .find(surroundings, attrs.get("sigma").asDouble(), direction);
            double[] found = new double[direction.length];
            for (int k = 0; k < found.length; k++) {
                found[k] = direction[k];
            }
            compare(golden, "direction", found);
            double[] output = surroundings.values(Target.OUTPUT, direction, 1).clone();
            compare(golden, "l_kl", output);
            double[] latent = surroundings.values(Target.LATENT, direction, 1);
            compare(golden, "m_kl", latent);
            double sum = 0;
            for (int i = 0; i < 3; i++) {
                sum += output[i] + latent[i];
            }
            compare(golden, "r_smooth", new double[] {sum / 6});
        }
    }

    private static double[] doubles(JsonNode tensor) {
        double[] values = new double[tensor.get("data").size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.get("data").get(i).asDouble();
        }
        return values;
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
