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
package org.mattrainer;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.ValueRange;
import org.mattrainer.latent.GaussianMixture;
import org.tribuo.Example;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/**
 * Predicts batches of images and tells, of the same passes, their latent vectors and how usual these are. Results are
 * those of {@link MatModel#predict(Example)} and {@link LatentSpace}, bit for bit, in any batch and on any number of
 * threads. A session has memory of its own and is used by one thread at a time.
 */
public final class PredictionSession implements AutoCloseable {

    private final GradientSession session;
    private final BatchPredictor predictor;
    private final GaussianMixture mixture;
    private final ValueRange trained;
    private final RangeWatch rangeWatch = new RangeWatch();
    private int predicted;

    /**
     * Opens a session.
     *
     * @param model the model
     * @param batch most examples of one pass, at least 1
     * @param threads number of threads, at least 1; they live until the session is closed
     * @throws IllegalArgumentException if a number is below 1 or the batch takes more than the heap; it says how much
     */
    public PredictionSession(MatModel model, int batch, int threads) {
        this.session = new GradientSession(model, batch, threads, false);
        this.predictor = new BatchPredictor(session, model);
        this.mixture = model.mixture().orElse(null);
        this.trained = model.parts().range();
    }

    /**
     * Most examples of one call.
     *
     * @return at least 1
     */
    public int capacity() {
        return session.capacity();
    }

    /**
     * The shape of one image.
     *
     * @return channels, rows and columns
     */
    public ImageShape shape() {
        return session.shape();
    }

    /**
     * The name of a pixel's feature, for making examples.
     *
     * @param pixel place in CHW order
     * @return the name that prediction knows the pixel by
     */
    public String featureName(int pixel) {
        return session.featureName(pixel);
    }

    /**
     * Predicts.
     *
     * @param examples the examples, unchanged; at most the capacity
     * @return one result for each, in order
     * @throws IllegalArgumentException if there are more than the capacity, or as {@link MatModel#predict(Example)} does
     */
    public List<ImagePrediction> predict(List<Example<Label>> examples) {
        if (examples.size() > capacity()) {
            throw new IllegalArgumentException(
                    "Expected at most " + capacity() + " examples, the capacity, found " + examples.size());
        }
        if (examples.isEmpty()) {
            return List.of();
        }
        List<Prediction<Label>> predictions = new ArrayList<>();
        predictor.predict(examples, predictions);
        predicted += examples.size();
        predictor.range().ifPresent(range -> rangeWatch.look(trained, range, predicted));
        int dimension = session.network().latentSize();
        List<ImagePrediction> results = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            double[] latent = new double[dimension];
            for (int k = 0; k < dimension; k++) {
                latent[k] = session.latent()[i * dimension + k];
            }
            OptionalDouble density = mixture == null
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(LatentSpace.logDensities(mixture, new double[][] {latent})[0]);
            results.add(new ImagePrediction(predictions.get(i), latent, density));
        }
        return results;
    }

    /** Ends the threads of the session. */
    @Override
    public void close() {
        session.close();
    }
}
