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
package org.mattrainer.evaluation.study;

import java.util.ArrayList;
import java.util.List;
import org.mattrainer.GradientSession;
import org.mattrainer.MatModel;
import org.mattrainer.nn.Tap;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/** The values of a network's layers for many examples. */
final class Features {

    private static final int BATCH = 64;

    private Features() {}

    /** Receives a batch. */
    @FunctionalInterface
    private interface Batch {
        void accept(float[] x, int n);
    }

    /**
     * The latent vectors.
     *
     * @param model the model
     * @param examples the examples, unchanged
     * @param threads number of threads, at least 1
     * @return [n][size of the latent space]
     */
    static double[][] latent(MatModel model, Iterable<Example<Label>> examples, int threads) {
        List<double[]> rows = new ArrayList<>();
        try (GradientSession session = model.open(BATCH, threads)) {
            forEachBatch(session, examples, (x, n) -> append(session, Layer.LATENT, x, n, rows));
        }
        return rows.toArray(new double[0][]);
    }

    /** Appends the vectors of a batch of images; the session of a hidden layer ends with that layer. */
    static void append(GradientSession session, Layer layer, float[] x, int n, List<double[]> rows) {
        float[] values = x;
        if (layer != Layer.PIXELS) {
            session.forward(x, n);
            values = switch (layer) {
                case LOGITS -> session.logits();
                case HIDDEN -> session.values(Tap.HIDDEN);
                default -> session.latent();
            };
        }
        int size = switch (layer) {
            case PIXELS -> session.shape().size();
            case HIDDEN -> session.network().shape(Tap.HIDDEN).size();
            case LATENT -> session.network().latentSize();
            case LOGITS -> session.network().classes();
        };
        for (int i = 0; i < n; i++) {
            double[] row = new double[size];
            for (int k = 0; k < size; k++) {
                row[k] = values[i * size + k];
            }
            rows.add(row);
        }
    }

    private static void forEachBatch(GradientSession session, Iterable<Example<Label>> examples, Batch batch) {
        float[] x = new float[BATCH * session.shape().size()];
        int n = 0;
        for (Example<Label> example : examples) {
            session.read(example, x, n++);
            if (n == BATCH) {
                batch.accept(x, n);
                n = 0;
            }
        }
        if (n > 0) {
            batch.accept(x, n);
        }
    }
}
