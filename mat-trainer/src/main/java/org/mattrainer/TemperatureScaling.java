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

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.provenance.ModelProvenance;

/**
 * Makes the probabilities of a model those that can be believed, without changing a single predicted label: the softmax is
 * taken of the logits divided by a temperature T, which minimises the negative log likelihood of examples that were not
 * trained on.
 *
 * <pre>
 * See: Guo C, Pleiss G, Sun Y, Weinberger KQ.
 * "On Calibration of Modern Neural Networks"
 * 2017.
 * </pre>
 */
public final class TemperatureScaling {

    /** The lowest temperature that is fitted, where nothing speaks against certainty. */
    public static final double LOWEST = 0.05;

    /** The highest temperature that is fitted, where the logits say nothing. */
    public static final double HIGHEST = 20;

    /** Key of what the model's provenance tells of the fit; absent when there was none. */
    static final String CALIBRATION = "calibration";

    private static final Logger logger = Logger.getLogger(TemperatureScaling.class.getName());
    private static final int HALVINGS = 60;

    private TemperatureScaling() {}

    /**
     * Calibrates a model.
     *
     * @param model the model, unchanged; a temperature that it has already is replaced
     * @param heldOut labelled examples that it was not trained on
     * @return the model with the temperature, which its provenance tells
     * @throws IllegalArgumentException if there is no example, a label is unknown to the model, or a value is not finite
     */
    public static MatModel calibrate(MatModel model, Dataset<Label> heldOut) {
        double temperature = fit(model, HeldOut.examples(heldOut));
        ModelProvenance before = model.getProvenance();
        Map<String, Provenance> told =
                new HashMap<>(before.getInstanceProvenance().getMap());
        told.put(CALIBRATION, told(temperature, heldOut.size() + " examples of " + heldOut.getSourceDescription()));
        ModelProvenance provenance = new ModelProvenance(
                before.getClassName(),
                before.getTrainingTime(),
                before.getDatasetProvenance(),
                before.getTrainerProvenance(),
                told);
        return new MatModel(
                model.getName(),
                provenance,
                model.getFeatureIDMap(),
                model.getOutputIDInfo(),
                model.parts().withTemperature(temperature));
    }

    /** What the provenance tells of a fit. */
    static StringProvenance told(double temperature, String examples) {
        return new StringProvenance(CALIBRATION, "temperature " + temperature + " fitted on " + examples);
    }

    /** The temperature for examples that a model was not trained on. */
    static double fit(MatModel model, List<Example<Label>> examples) {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected at least one held-out example to fit the temperature, found none");
        }
        int[] y = new int[examples.size()];
        for (int i = 0; i < y.length; i++) {
            y[i] = model.getOutputIDInfo().getID(examples.get(i).getOutput());
            if (y[i] < 0) {
                throw new IllegalArgumentException("Held-out example " + i + ": expected a label of the model, found '"
                        + examples.get(i).getOutput().getLabel() + "'");
            }
        }
        double temperature = fit(BatchPredictor.logits(model, examples), y);
        if (temperature == LOWEST || temperature == HIGHEST) {
            logger.warning("The temperature " + temperature + " is the "
                    + (temperature == LOWEST ? "lowest" : "highest") + " that is fitted: the " + y.length
                    + " held-out examples speak for "
                    + (temperature == LOWEST ? "probabilities of 0 and 1" : "no class")
                    + ", so that the probabilities cannot be believed; hold out more");
        }
        return temperature;
    }

    /**
     * The temperature that minimises the negative log likelihood. In 1/T it is convex, and its derivative, the mean of the
     * expected logit minus that of the true label, rises: its zero is found by halving.
     *
     * @param logits [n][m]
     * @param y classes [n], each in [0, m)
     * @return T in [{@link #LOWEST}, {@link #HIGHEST}]
     */
    static double fit(List<float[]> logits, int[] y) {
        double low = Math.log(1 / HIGHEST);
        double high = Math.log(1 / LOWEST);
        if (slope(logits, y, 1 / HIGHEST) >= 0) {
            return HIGHEST;
        }
        if (slope(logits, y, 1 / LOWEST) <= 0) {
            return LOWEST;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (slope(logits, y, StrictMath.exp(middle)) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return StrictMath.exp(-(low + high) / 2);
    }

    /** The derivative of the sum of the negative log likelihoods with respect to 1/T. */
    private static double slope(List<float[]> logits, int[] y, double inverse) {
        double slope = 0;
        for (int i = 0; i < y.length; i++) {
            float[] row = logits.get(i);
            double largest = Double.NEGATIVE_INFINITY;
            for (float logit : row) {
                largest = Math.max(largest, logit);
            }
            double sum = 0;
            double weighted = 0;
            for (float logit : row) {
                // Every Java machine gives the same bits.
                double p = StrictMath.exp((logit - largest) * inverse);
                sum += p;
                weighted += p * (logit - row[y[i]]);
            }
            slope += weighted / sum;
        }
        return slope;
    }
}
