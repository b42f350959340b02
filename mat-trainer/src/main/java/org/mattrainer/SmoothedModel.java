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

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mattrainer.internal.numbers.ArgMax;
import org.mattrainer.statistics.BinomialTest;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.ModelProvenance;

/**
 * A model that classifies by the vote of another one, of this library or the host, over Gaussian noise, and certifies
 * within which radius no change of an image moves the vote; made by {@link RandomisedSmoothing#smooth}.
 *
 * <p>The noise is added to what a {@link MatModel}'s network is fed, or to each feature of another model's domain. It
 * depends on the seed and the image alone: predictions are the same, bit for bit, in any batch and on any number of
 * threads. The confidence is over the draw of the noise; an attacker who knows the seed and searches for images with
 * unlucky noise is outside of it.
 *
 * <p>A prediction is a {@link SmoothedPrediction}: the label with most votes, the votes' shares as scores, and whether
 * it {@link SmoothedPrediction#abstains() abstains}. The model may be used by several threads at once.
 */
public final class SmoothedModel extends Model<Label> implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Protobuf serialization version. */
    public static final int CURRENT_VERSION = 0;

    private static final int DEFAULT_BATCH = 64;

    private final transient Model<Label> base;
    private final transient RandomisedSmoothing smoothing;
    private transient volatile int predictionBatchSize = DEFAULT_BATCH;
    private transient volatile int predictionThreads = Runtime.getRuntime().availableProcessors();

    SmoothedModel(String name, ModelProvenance provenance, Model<Label> base, RandomisedSmoothing smoothing) {
        super(name, provenance, base.getFeatureIDMap(), base.getOutputIDInfo(), true);
        if (base instanceof SmoothedModel) {
            throw new IllegalArgumentException("Expected a model that is not smoothed yet, found " + base.getName());
        }
        if (base.getOutputIDInfo().size() < 2) {
            throw new IllegalArgumentException("Expected a model of at least 2 labels to smooth, found "
                    + base.getOutputIDInfo().size());
        }
        this.base = base;
        this.smoothing = smoothing;
    }

    /**
     * Deserialization factory.
     *
     * @param version the version of the serialized form
     * @param className the name of the class
     * @param message the serialized form
     * @return the model
     * @throws InvalidProtocolBufferException if the message is of another type
     * @throws IllegalArgumentException if the version is unknown
     * @throws IllegalStateException if the message is inconsistent; it says how
     */
    public static SmoothedModel deserializeFromProto(int version, String className, Any message)
            throws InvalidProtocolBufferException {
        if (version < 0 || version > CURRENT_VERSION) {
            throw new IllegalArgumentException(
                    "Unknown version " + version + ", this class supports at most version " + CURRENT_VERSION);
        }
        return SmoothedModelCoding.decode(message);
    }

    @Override
    public ModelProto serialize() {
        return ModelProto.newBuilder()
                .setVersion(CURRENT_VERSION)
                .setClassName(SmoothedModel.class.getName())
                .setSerializedData(Any.pack(SmoothedModelCoding.encode(createDataCarrier(), base, smoothing)))
                .build();
    }

    /**
     * The model whose votes are counted.
     *
     * @return as given
     */
    public Model<Label> base() {
        return base;
    }

    /**
     * The settings.
     *
     * @return noise, samples and error
     */
    public RandomisedSmoothing smoothing() {
        return smoothing;
    }

    /**
     * Predicts the label of one example by vote (PREDICT of the paper; where that abstains, the label with most votes
     * is given and flagged).
     *
     * @param example the example, unchanged
     * @return the label with most votes and the shares of all
     * @throws IllegalArgumentException if the example has no feature that the model knows and is no image that is blank to a
     *     {@link MatModel}, or a value is not finite
     */
    @Override
    public SmoothedPrediction predict(Example<Label> example) {
        try (NoiseVotes votes = open()) {
            return predict(votes, example);
        }
    }

    @Override
    protected List<Prediction<Label>> innerPredict(Iterable<Example<Label>> examples) {
        List<Prediction<Label>> predictions = new ArrayList<>();
        try (NoiseVotes votes = open()) {
            for (Example<Label> example : examples) {
                predictions.add(predict(votes, example));
            }
        }
        return predictions;
    }

    private SmoothedPrediction predict(NoiseVotes votes, Example<Label> example) {
        float[] image = new float[votes.classifier().size()];
        int used = read(votes, example, image);
        int[] counts = votes.vote(image);
        int best = ArgMax.of(counts);
        Map<String, Label> shares = new LinkedHashMap<>(2 * counts.length);
        for (int j = 0; j < counts.length; j++) {
            String name = outputIDInfo.getOutput(j).getLabel();
            shares.put(name, new Label(name, (double) counts[j] / smoothing.samples()));
        }
        boolean abstains = BinomialTest.twoSided(counts[best], NoiseVotes.runnerUp(counts)) > smoothing.alpha();
        return new SmoothedPrediction(
                shares.get(outputIDInfo.getOutput(best).getLabel()), shares, used, example, abstains);
    }

    private static int read(NoiseVotes votes, Example<Label> example, float[] image) {
        int used = votes.classifier().read(example, image);
        if (used == 0 && !votes.classifier().isBlankImage(example)) {
            throw new IllegalArgumentException("Expected an example with at least one feature that the model knows"
                    + " or that is a pixel, found " + example.size() + " features, all unknown");
        }
        return used;
    }

    /**
     * Certifies one example (CERTIFY of the paper).
     *
     * @param example the example, unchanged; its label is not read
     * @return a label and the radius within which the vote stays with it
     * @throws IllegalArgumentException as {@link #predict(Example)} does
     */
    public Certificate certify(Example<Label> example) {
        return certify(List.of(example)).get(0);
    }

    /**
     * Certifies examples.
     *
     * @param examples the examples, unchanged
     * @return a certificate for each, in order
     * @throws IllegalArgumentException as {@link #predict(Example)} does
     */
    public List<Certificate> certify(Iterable<Example<Label>> examples) {
        List<Certificate> certificates = new ArrayList<>();
        try (NoiseVotes votes = open()) {
            float[] image = new float[votes.classifier().size()];
            for (Example<Label> example : examples) {
                read(votes, example, image);
                NoiseVotes.Bound bound = votes.bound(image);
                certificates.add(new Certificate(
                        outputIDInfo.getOutput(bound.label()).getLabel(),
                        bound.share(),
                        smoothing.radius(bound.share())));
            }
        }
        return certificates;
    }

    private NoiseVotes open() {
        int batch = Math.min(predictionBatchSize, smoothing.samples());
        NoisyClassifier classifier = base instanceof MatModel
                ? new NetworkClassifier((MatModel) base, batch, predictionThreads)
                : new FeatureClassifier(base, smoothing.hostUnit(), batch);
        return new NoiseVotes(classifier, smoothing, outputIDInfo.size());
    }

    /**
     * Sets how many noisy images pass through the base together. Does not change results.
     *
     * @param size at least 1
     * @throws IllegalArgumentException if the size is below 1
     */
    public void setPredictionBatchSize(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("Expected a prediction batch size of at least 1, found " + size);
        }
        predictionBatchSize = size;
    }

    /**
     * Sets how many threads a base of this library uses; they end with the call. Does not change results.
     *
     * @param threads at least 1, the calling thread included
     * @throws IllegalArgumentException if the number is below 1
     */
    public void setPredictionThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("Expected at least 1 prediction thread, found " + threads);
        }
        predictionThreads = threads;
    }

    /**
     * The features that the base ranks highest.
     *
     * @param n how many for each label, all if below 0
     * @return what the base gives
     */
    @Override
    public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
        return base.getTopFeatures(n);
    }

    /**
     * A vote has no excuse.
     *
     * @param example ignored
     * @return empty
     */
    @Override
    public Optional<Excuse<Label>> getExcuse(Example<Label> example) {
        return Optional.empty();
    }

    @Override
    protected SmoothedModel copy(String newName, ModelProvenance newProvenance) {
        return new SmoothedModel(newName, newProvenance, base.copy(), smoothing);
    }

    /** Java serialization goes by the protobuf, so that what is read is checked in one place. */
    private Object writeReplace() {
        return new SerializedModel(serialize().toByteArray());
    }

    private void readObject(ObjectInputStream stream) throws InvalidObjectException {
        throw new InvalidObjectException("Expected a " + SerializedModel.class.getName());
    }
}
