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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.MatModel;
import org.mattrainer.MatTrainer;
import org.mattrainer.evaluation.attack.precision.DoubleNetwork;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.image.PixelMap;
import org.mattrainer.nn.NotationArchitecture;
import org.mattrainer.objective.CrossEntropy;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** The engine against plain loops in double precision: outputs and input gradients of every kind of layer. */
class DoubleNetworkTest {

    private static final double STEP = 1e-6;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C3x4-P-M2-F-D2-P-Z-D*",
                "C3x4wg-Bm-L-M2-F-D3wg-Bm-L-Z-D*",
                "C3x4n-B-L-M2s1-C3x5s2p0-R-A1-O0.8-F-D3-Z-D*n",
                "C5x3p1-R-A2-C1x6-P-G-Z-D*",
                "C3x4-P-M4c-F-D2n-L-Z-D*",
                "C3x4-S-@1-M3s2c-V3s2c@1-T3x3-U2-A3-F-D12-W3x2x2-T5x2n-G-Z-D*",
                "C3x4wg-L-T3x3w-S-A2-T3x4s1nwg-C3x5s2nw-X-F-D6wg-S-Z-D*wg0.5",
                "C3x4n-Bp-N-E-S-@1-C3x4-H-@2-<1-C3x4-X-*2,1-&1-Q-@3-K2x9-@4-<3-C3x9s2-+4-Eb-G-Z-D*n-Bp-E",
                "C3x4-Y0.5-S-I6x2x4x3-Yn-F-D3-Y-Z-D*",
                "F-D5-S-@1-D3-@2-<1-D3-J@2-O0.5-D4-S-Z-D*",
                "F-D5-S-@1-D3-@2-<1-D3-J6@2-O0.5-D4-S-Z-D*"
            })
    void engineAgreesInValuesAndInputGradients(String network) {
        MatTrainer trainer = MatTrainer.builder(new PixelMap(1, SmallImages.SIDE, SmallImages.SIDE))
                .network(new NotationArchitecture(network))
                .terms(List.of(new CrossEntropy()))
                .epochs(3)
                .minibatchSize(8)
                .seed(1)
                .build();
        MutableDataset<Label> data = SmallImages.dataset(30, 1);
        MatModel model = trainer.train(data);
        DoubleNetwork reference = new DoubleNetwork(model.network(), model.parameters(), model.statistics());
        try (AttackTarget target = new AttackTarget(model, TargetSettings.defaults())) {
            List<Example<Label>> examples = List.of(data.getExample(0), data.getExample(1), data.getExample(2));
            AttackBatch batch = target.read(examples, new long[3]);
            float[] gradient = new float[batch.x().length];
            target.whiteBox().plainGradient(batch.x(), batch.y(), 3, gradient);
            Outputs outputs = target.whiteBox().forward(batch.x(), 3);
            int agreeing = 0;
            for (int i = 0; i < 3; i++) {
                double[] x = image(batch.x(), i);
                double[] logits = reference.logits(x);
                for (int j = 0; j < 3; j++) {
                    assertEquals(logits[j], outputs.logits[3 * i + j], 1e-4);
                }
                agreeing += agreeing(reference, x, batch.y()[i], image(gradient, i));
            }
            // A kink of a rectifier or a maximum may lie between single and double precision.
            assertTrue(agreeing >= 3 * 36 - 3, "agreeing " + agreeing);
        }
    }

    private static double[] image(float[] rows, int i) {
        double[] image = new double[SmallImages.SIDE * SmallImages.SIDE];
        for (int k = 0; k < image.length; k++) {
            image[k] = rows[i * image.length + k];
        }
        return image;
    }

    /** Pixels whose slope differs by less than a hundredth of the largest; the first pixel is not used. */
    private static int agreeing(DoubleNetwork network, double[] x, int label, double[] gradient) {
        double largest = 0;
        for (double g : gradient) {
            largest = Math.max(largest, Math.abs(g));
        }
        assertEquals(0, gradient[0]);
        int agreeing = 1;
        for (int k = 1; k < x.length; k++) {
            double[] above = x.clone();
            double[] below = x.clone();
            above[k] += STEP;
            below[k] -= STEP;
            double slope = (loss(network.logits(above), label) - loss(network.logits(below), label)) / (2 * STEP);
            agreeing += Math.abs(slope - gradient[k]) < 0.01 * largest ? 1 : 0;
        }
        return agreeing;
    }

    private static double loss(double[] logits, int label) {
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit - logits[label]);
        }
        return Math.log(sum);
    }
}
