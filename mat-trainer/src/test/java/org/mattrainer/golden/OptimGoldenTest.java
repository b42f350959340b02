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
package org.mattrainer.golden;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.nn.Linear;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Relu;
import org.mattrainer.nn.TensorShape;
import org.mattrainer.optimise.Adam;
import org.mattrainer.optimise.AdamForm;
import org.mattrainer.optimise.Optimiser;
import org.mattrainer.optimise.OptimiserState;
import org.mattrainer.optimise.Sgd;
import org.mattrainer.optimise.WeightDecayScope;

/** The optimisers of {@code optim.json}, step by step. */
class OptimGoldenTest {

    static List<GoldenCase> floats() {
        List<GoldenCase> cases = new ArrayList<>(GoldenFile.load("optim", Precision.FLOAT));
        cases.addAll(GoldenFile.comparators("optimizer"));
        return cases;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("floats")
    void steps(GoldenCase golden) {
        if (!golden.op().equals("optimizer")) {
            throw golden.unknownOperation();
        }
        float[] w = golden.input("w").floats();
        OptimiserState state = optimiser(golden).newState(networkOfWeights(w.length));
        for (int k = 0; golden.hasInput("g" + k); k++) {
            state.step(w, golden.input("g" + k).floats(), 1);
            golden.verify("w_after" + k, w);
        }
        golden.finish();
    }

    private static Optimiser optimiser(GoldenCase golden) {
        switch (golden.text("kind")) {
            case "sgd":
                return new Sgd(0.1, 0, 0, WeightDecayScope.ALL);
            case "sgd_momentum_wd":
                return new Sgd(0.1, 0.9, 5e-4, WeightDecayScope.ALL);
            case "sgd_nesterov":
                return new Sgd(
                        golden.number("lr"),
                        golden.number("momentum"),
                        golden.number("weight_decay"),
                        WeightDecayScope.ALL,
                        true);
            case "adam":
                return adam(0.9, AdamForm.STANDARD);
            case "adam_beta1_05":
                return adam(0.5, AdamForm.STANDARD);
            case "adam_tf":
                return adam(0.9, AdamForm.TF);
            case "adam_inside":
                return Adam.builder()
                        .learningRate(golden.number("lr"))
                        .beta1(golden.number("beta1"))
                        .loweredBeta1(Adam.SAME)
                        .beta2(golden.number("beta2"))
                        .epsilon(golden.number("eps"))
                        .form(AdamForm.INSIDE_ROOT)
                        .build();
            default:
                throw new AssertionError(golden + ": expected a known kind, found " + golden.text("kind"));
        }
    }

    private static Optimiser adam(double beta1, AdamForm form) {
        return Adam.builder()
                .learningRate(0.01)
                .beta1(beta1)
                .loweredBeta1(Adam.SAME)
                .form(form)
                .weightDecayScope(WeightDecayScope.ALL)
                .build();
    }

    /** A network whose parameters are so many weights of one linear unit. */
    private static Network networkOfWeights(int count) {
        return new Network(TensorShape.vector(count), List.of(new Linear(1, false), new Relu()), 1);
    }
}
