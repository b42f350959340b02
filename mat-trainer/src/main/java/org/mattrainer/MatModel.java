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

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mattrainer.image.PixelIndex;
import org.mattrainer.image.PixelMap;
import org.mattrainer.image.ValueRange;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.input.ExampleReader;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Tap;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.ONNXExportable;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.util.onnx.ONNXNode;
import org.tribuo.util.onnx.ONNXRef;

/**
 * A trained convolutional network. It predicts a probability for each label, the softmax of the network's outputs divided
 * by a temperature, and may be used by several threads at once. Apart from the two settings of prediction, which change its speed only, it is
 * immutable.
 *
 * <p>An example's features are placed in the image by their names. Features that are no pixel of the image are ignored,
 * as are pixels that never occurred in training unless the trainer was told otherwise. An image that is blank, or blank
 * where training images had ink, is an image like any other; an example whose features are no pixels is refused, and so
 * is an image that is known to have another shape.
 */
public final class MatModel extends Model<Label> implements ONNXExportable, Serializable {

    private static final long serialVersionUID = 1L;

    /** Protobuf serialization version. */
    public static final int CURRENT_VERSION = 0;

    static final int DEFAULT_BATCH = 32;

    private final transient ModelParts parts;
    private final transient PixelIndex pixels;
    private final transient ExampleReader reader;
    private final transient NetworkPlan plan;
    private final transient SessionPool pool;
    private final transient RangeWatch rangeWatch = new RangeWatch();
    private transient volatile int predictionBatchSize = DEFAULT_BATCH;
    private transient volatile int predictionThreads = Runtime.getRuntime().availableProcessors();

    MatModel(
            String name,
            ModelProvenance provenance,
            ImmutableFeatureMap featureIDMap,
            ImmutableOutputInfo<Label> outputIDInfo,
            ModelParts parts) {
        super(name, provenance, featureIDMap, outputIDInfo, true);
        this.parts = parts;
        this.pixels = parts.pixels().index(featureIDMap);
        this.reader = new ExampleReader(pixels, parts.unseenPixels());
        this.plan = NetworkPlan.compile(parts.trained().network(), parts.convolution());
        this.pool = new SessionPool(() -> new GradientSession(this, 1, 1, false));
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
    public static MatModel deserializeFromProto(int version, String className, Any message)
            throws InvalidProtocolBufferException {
        if (version < 0 || version > CURRENT_VERSION) {
            throw new IllegalArgumentException(
                    "Unknown version " + version + ", this class supports at most version " + CURRENT_VERSION);
        }
        return ModelDecoder.decode(message);
    }

    /**
     * The model of a training that was cut off, from its newest checkpoint; with early stopping that of the best epoch so
     * far, if the trainer says so. Its provenance tells after how many steps.
     *
     * @param trainer the trainer, with the settings of the training
     * @param examples the training data, the same
     * @param folder the folder with the checkpoints, {@code checkpoint} in that of a run
     * @return the model
     * @throws IllegalArgumentException if there is no checkpoint, or the data do not fit the trainer
     * @throws org.mattrainer.training.ResumeRefusedException if the checkpoint is of another training
     * @throws org.mattrainer.training.DamagedCheckpointException if no checkpoint is valid
     * @throws IllegalStateException if the training is still running
     */
    public static MatModel fromCheckpoint(MatTrainer trainer, Dataset<Label> examples, Path folder) {
        return trainer.ofCheckpoint(examples, folder);
    }

    @Override
    public ModelProto serialize() {
        return ModelProto.newBuilder()
                .setVersion(CURRENT_VERSION)
                .setClassName(MatModel.class.getName())
                .setSerializedData(Any.pack(HostLocale.call(() -> ModelEncoder.encode(createDataCarrier(), parts))))
                .build();
    }

    /**
     * Predicts the label of one example.
     *
     * @param example the example, unchanged
     * @return the label with the highest probability, and the probabilities of all labels
     * @throws IllegalArgumentException if the example has features but none that the model knows or that is a pixel, or
     *     a value is not finite, or a pixel is there twice
     * @throws org.mattrainer.image.UnfitDataException if its image has another shape, or a pixel another spelling
     */
    @Override
    public Prediction<Label> predict(Example<Label> example) {
        GradientSession session = pool.take();
        try {
            BatchPredictor predictor = new BatchPredictor(session, this);
            Prediction<Label> prediction = predictor.predict(example);
            predictor.range().ifPresent(range -> rangeWatch.look(parts.range(), range, 1));
            return prediction;
        } finally {
            pool.give(session);
        }
    }

    /** Predicts in batches; each prediction is equal, bit for bit, to the one that its example gets alone. */
    @Override
    protected List<Prediction<Label>> innerPredict(Iterable<Example<Label>> examples) {
        List<Prediction<Label>> predictions = new ArrayList<>();
        BatchPredictor.predict(this, predictionBatchSize, examples.iterator(), predictions)
                .ifPresent(range -> rangeWatch.look(parts.range(), range, predictions.size()));
        return predictions;
    }

    /**
     * Sets how many examples {@code predict(Dataset)} passes through the network together. Does not change results.
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
     * Sets how many threads {@code predict(Dataset)} uses; they end with the call. Does not change results.
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
     * Opens a session with workspace of its own on this thread.
     *
     * @param batch most examples of one pass, at least 1
     * @return the session, to be closed by the caller
     * @throws IllegalArgumentException if the batch is below 1 or takes more than the heap; it says how much
     */
    public GradientSession open(int batch) {
        return new GradientSession(this, batch, 1, true);
    }

    /**
     * Opens a session with workspace of its own that spreads each pass over several threads.
     *
     * @param batch most examples of one pass, at least 1
     * @param threads number of threads, at least 1; they live until the session is closed
     * @return the session, to be closed by the caller
     * @throws IllegalArgumentException if a number is below 1 or the batch takes more than the heap; it says how much
     */
    public GradientSession open(int batch, int threads) {
        return new GradientSession(this, batch, threads, true);
    }

    /**
     * Opens a session that computes the output of one node inside the network and nothing behind it: its only values are
     * those of the tap {@link Tap#HIDDEN}.
     *
     * @param batch most examples of one pass, at least 1
     * @param threads number of threads, at least 1; they live until the session is closed
     * @param node index of one of the nodes of {@link #network()}
     * @return the session, to be closed by the caller
     * @throws IllegalArgumentException if a number is out of range
     */
    public GradientSession openHidden(int batch, int threads, int node) {
        NetworkPlan part = NetworkPlan.compile(network().upTo(Tap.HIDDEN, node), parts.convolution());
        return new GradientSession(this, part, batch, threads, true);
    }

    /**
     * The network.
     *
     * @return its description
     */
    public Network network() {
        return parts.trained().network();
    }

    /**
     * Which feature is which pixel.
     *
     * @return the map of the training
     */
    public PixelMap pixelMap() {
        return parts.pixels();
    }

    /**
     * The raw values of the training images. Predictions of examples with values of another size are warned of, once, except
     * of those that {@link GradientSession#toExample} made.
     *
     * @return empty for a model of an earlier version, which did not keep them
     */
    public Optional<ValueRange> trainingRange() {
        return Optional.ofNullable(parts.range());
    }

    /**
     * What tells this model from others: SHA-256 of labels, network, preprocessing and all numbers, without the provenance.
     *
     * @return 64 hexadecimal digits
     */
    public String fingerprint() {
        return ModelEncoder.fingerprint(outputIDInfo, parts);
    }

    /**
     * What the logits are divided by for probabilities.
     *
     * @return above 0; 1 unless it was fitted, see {@link TemperatureScaling}
     */
    public double temperature() {
        return parts.temperature();
    }

    /**
     * The trained parameters.
     *
     * @return a copy, flat, in canonical order
     */
    public float[] parameters() {
        return parts.trained().parameters().clone();
    }

    /**
     * The running statistics.
     *
     * @return a copy, flat, in canonical order; empty without batch normalisation
     */
    public float[] statistics() {
        return parts.trained().statistics().clone();
    }

    /**
     * The Gaussian mixture over the latent space, one component for each label in the order of the label ids. The
     * responsibilities of a latent vector are the mixture's own reading of the label.
     *
     * @return a copy, empty when no term of the training's objective used one
     */
    public Optional<GaussianMixture> mixture() {
        return Optional.ofNullable(parts.trained().mixture()).map(mixture -> mixture.toMixture(network()));
    }

    /**
     * What the model makes of images before it decides.
     *
     * @return latent vectors, their densities under the mixture, and from where on an image is an outlier
     */
    public LatentSpace latentSpace() {
        return new LatentSpace(this);
    }

    @Override
    public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
        return Collections.emptyMap();
    }

    @Override
    public Optional<Excuse<Label>> getExcuse(Example<Label> example) {
        return Optional.empty();
    }

    /**
     * Exports the model by the host's convention: {@code input} [n,f] holds the features in the order of their ids, 0
     * where an example has none, {@code output} [n,m] the probabilities in the order of the label ids. The preprocessing
     * is part of the graph. Pixels that never occurred in training are no features, so they cannot be given.
     *
     * @param domain a reverse-DNS name that says whose model it is
     * @param modelVersion a number of the user's choice
     * @return the model, with its provenance and {@link org.mattrainer.onnx.OnnxNames} in the metadata
     */
    @Override
    public OnnxMl.ModelProto exportONNXModel(String domain, long modelVersion) {
        return OnnxExport.ofFeatures(this, domain, modelVersion);
    }

    /**
     * Exports the model as one of images: {@code input} [n,c,h,w] in the units of the training's examples (0 to 255 from
     * image files), {@code output} [n,m] the probabilities in the order of the label ids, {@code latent} [n,d] the latent
     * vectors. The preprocessing is part of the graph, and pixels that the model does not read have no effect.
     *
     * @param domain a reverse-DNS name that says whose model it is
     * @param modelVersion a number of the user's choice
     * @return the model, with its provenance and the names of the labels in the metadata
     */
    public OnnxMl.ModelProto exportONNXImageModel(String domain, long modelVersion) {
        return OnnxExport.ofImages(this, domain, modelVersion);
    }

    /**
     * Adds this model to a graph, as ensembles do.
     *
     * @param input a value [n,f] with the features in the order of their ids
     * @return a value [n,m] with the probabilities in the order of the label ids
     */
    @Override
    public ONNXNode writeONNXGraph(ONNXRef<?> input) {
        return OnnxExport.probabilitiesOfFeatures(this, input);
    }

    @Override
    protected MatModel copy(String newName, ModelProvenance newProvenance) {
        return new MatModel(newName, newProvenance, featureIDMap, outputIDInfo, parts);
    }

    int predictionThreads() {
        return predictionThreads;
    }

    ModelParts parts() {
        return parts;
    }

    PixelIndex pixels() {
        return pixels;
    }

    ExampleReader reader() {
        return reader;
    }

    NetworkPlan plan() {
        return plan;
    }

    /** Java serialization goes by the protobuf, so that what is read is checked in one place. */
    private Object writeReplace() {
        return new SerializedModel(serialize().toByteArray());
    }

    private void readObject(ObjectInputStream stream) throws InvalidObjectException {
        throw new InvalidObjectException("Expected a " + SerializedModel.class.getName());
    }
}
