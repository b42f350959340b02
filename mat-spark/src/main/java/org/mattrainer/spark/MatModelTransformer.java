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
package org.mattrainer.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.run.prediction.SizeRule;
import org.mattrainer.internal.files.Sha256;

/**
 * A trained network as a stage of Spark's pipelines. It adds to each row what the network makes of its image:
 *
 * <ul>
 *   <li>{@code prediction}, the label, a string;
 *   <li>{@code scores}, the probabilities of all labels in the order of {@link #labels()}, a vector;
 *   <li>{@code latent}, the latent vector, and {@code outlierScore}, minus the log density of the mixture at the latent vector, in nats; above
 *       {@link #outlierThreshold()} the image is unlike those of the training. Null for a model without a mixture.
 * </ul>
 *
 * <p>The images are in the column {@code inputCol}: vectors or arrays of raw values (0 to 255 from image files) in CHW
 * order, the files of Spark's data source {@code binaryFile}, or the rows of its data source {@code image}. The results
 * are those of {@link MatModel#predict}, bit for bit. The model is sent to each executor once for each transformation.
 */
public final class MatModelTransformer extends Transformer implements MLWritable {

    private static final long serialVersionUID = 1L;
    private static final String ERROR = "error";
    private static final String KEEP = "keep";

    /** What {@code binaryFile} calls the name of a file. */
    private static final String PATH = "path";

    private final String uid;
    private final Param<String> inputCol;
    private final Param<String> predictionCol;
    private final Param<String> scoresCol;
    private final Param<String> latentCol;
    private final Param<String> outlierScoreCol;
    private final Param<String> resize;
    private final Param<String> handleInvalid;
    private byte[] model;

    /**
     * A stage without a model, which Spark's readers give one.
     *
     * @param uid the name of the stage
     */
    public MatModelTransformer(String uid) {
        this.uid = uid;
        this.inputCol = new Param<>(this, "inputCol", "the column of the images");
        this.predictionCol = new Param<>(this, "predictionCol", "receives the label");
        this.scoresCol = new Param<>(this, "scoresCol", "receives the probabilities of all labels");
        this.latentCol = new Param<>(this, "latentCol", "receives the latent vector");
        this.outlierScoreCol = new Param<>(this, "outlierScoreCol", "receives minus the log density, in nats");
        this.resize = new Param<>(
                this,
                "resize",
                "what happens to images of another size: " + String.join(", ", SizeRule.words()),
                ParamValidators.inArray(List.of(SizeRule.words())));
        this.handleInvalid = new Param<>(
                this,
                "handleInvalid",
                "error ends the job at an image that cannot be read or predicted, keep gives it null results",
                ParamValidators.inArray(List.of(ERROR, KEEP)));
        setDefault(inputCol, "content");
        setDefault(predictionCol, "prediction");
        setDefault(scoresCol, "scores");
        setDefault(latentCol, "latent");
        setDefault(outlierScoreCol, "outlierScore");
        setDefault(resize, SizeRule.words()[0]);
        setDefault(handleInvalid, ERROR);
    }

    /**
     * A stage of a trained network.
     *
     * @param model the network
     */
    public MatModelTransformer(MatModel model) {
        this("matModel_" + UUID.randomUUID().toString().substring(0, 12));
        this.model = model.serialize().toByteArray();
    }

    /**
     * A stage of a model file, as the commands write it.
     *
     * @param file a file of this machine
     * @return the stage
     * @throws UncheckedIOException if the file cannot be read
     * @throws IllegalArgumentException if it holds no network of this library
     */
    public static MatModelTransformer ofFile(Path file) {
        try {
            return new MatModelTransformer(ExecutorModels.decode(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String uid() {
        return uid;
    }

    /**
     * The parameter of that name.
     *
     * @return the column of the images, {@code content} by default
     */
    public Param<String> inputCol() {
        return inputCol;
    }

    /**
     * The parameter of that name.
     *
     * @return the column of the label
     */
    public Param<String> predictionCol() {
        return predictionCol;
    }

    /**
     * The parameter of that name.
     *
     * @return the column of the probabilities
     */
    public Param<String> scoresCol() {
        return scoresCol;
    }

    /**
     * The parameter of that name.
     *
     * @return the column of the latent vector
     */
    public Param<String> latentCol() {
        return latentCol;
    }

    /**
     * The parameter of that name.
     *
     * @return the column of the outlier score
     */
    public Param<String> outlierScoreCol() {
        return outlierScoreCol;
    }

    /**
     * The parameter of that name.
     *
     * @return what happens to images of another size; {@code as-trained} by default
     */
    public Param<String> resize() {
        return resize;
    }

    /**
     * The parameter of that name.
     *
     * @return {@code error} or {@code keep}
     */
    public Param<String> handleInvalid() {
        return handleInvalid;
    }

    /**
     * Sets the column of the images.
     *
     * @param name its name
     * @return this
     */
    public MatModelTransformer setInputCol(String name) {
        set(inputCol, name);
        return this;
    }

    /**
     * Sets the column of the label.
     *
     * @param name its name
     * @return this
     */
    public MatModelTransformer setPredictionCol(String name) {
        set(predictionCol, name);
        return this;
    }

    /**
     * Sets the column of the probabilities.
     *
     * @param name its name
     * @return this
     */
    public MatModelTransformer setScoresCol(String name) {
        set(scoresCol, name);
        return this;
    }

    /**
     * Sets the column of the latent vector.
     *
     * @param name its name
     * @return this
     */
    public MatModelTransformer setLatentCol(String name) {
        set(latentCol, name);
        return this;
    }

    /**
     * Sets the column of the outlier score.
     *
     * @param name its name
     * @return this
     */
    public MatModelTransformer setOutlierScoreCol(String name) {
        set(outlierScoreCol, name);
        return this;
    }

    /**
     * Sets what happens to images of another size than the network takes.
     *
     * @param rule {@code as-trained}, {@code refuse}, {@code squash}, {@code crop} or {@code pad}
     * @return this
     * @throws IllegalArgumentException if it is none of these
     */
    public MatModelTransformer setResize(String rule) {
        set(resize, rule);
        return this;
    }

    /**
     * Sets what happens to an image that cannot be read.
     *
     * @param rule {@code error} ends the job, {@code keep} gives it null results
     * @return this
     * @throws IllegalArgumentException if it is neither
     */
    public MatModelTransformer setHandleInvalid(String rule) {
        set(handleInvalid, rule);
        return this;
    }

    /**
     * The network.
     *
     * @return a new copy of it
     */
    public MatModel model() {
        return ExecutorModels.decode(bytes());
    }

    /**
     * The labels.
     *
     * @return in the order of the scores
     */
    public String[] labels() {
        MatModel network = model();
        String[] labels = new String[network.getOutputIDInfo().size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = network.getOutputIDInfo().getOutput(i).getLabel();
        }
        return labels;
    }

    /**
     * The outlier score above which an image is unlike those of the training: 1 % of those are above it.
     *
     * @return in nats; empty for a model without a mixture and for those of earlier versions
     */
    public OptionalDouble outlierThreshold() {
        OptionalDouble density = model().latentSpace().outlierThreshold();
        return density.isPresent() ? OptionalDouble.of(-density.getAsDouble()) : density;
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        StructType schema = transformSchema(dataset.schema());
        String column = value(inputCol);
        ImageColumn kind = ImageColumn.of(column, dataset.schema().apply(column).dataType());
        MessageDigest digest = Sha256.digest();
        digest.update(bytes());
        Broadcast<byte[]> sent = JavaSparkContext.fromSparkContext(
                        dataset.sparkSession().sparkContext())
                .broadcast(bytes());
        List<String> names = List.of(dataset.schema().fieldNames());
        PredictRows rows = new PredictRows(
                sent,
                Sha256.hex(digest),
                kind,
                names.indexOf(column),
                names.indexOf(PATH),
                SizeRule.of(value(resize)),
                value(handleInvalid).equals(KEEP));
        return dataset.toDF().mapPartitions(rows, Encoders.row(schema));
    }

    private String value(Param<String> param) {
        return getOrDefault(param);
    }

    /** The serialized model. */
    byte[] bytes() {
        if (model == null) {
            throw new IllegalStateException("Expected a stage with a model, found one that was never given one");
        }
        return model;
    }

    @Override
    public StructType transformSchema(StructType schema) {
        List<String> names = List.of(schema.fieldNames());
        if (!names.contains(value(inputCol))) {
            throw new IllegalArgumentException("Expected a column " + value(inputCol) + " of images, found " + names);
        }
        ImageColumn.of(value(inputCol), schema.apply(value(inputCol)).dataType());
        StructType result = ResultColumns.add(schema, predictionCol.name(), value(predictionCol), DataTypes.StringType);
        result = ResultColumns.add(result, scoresCol.name(), value(scoresCol), SQLDataTypes.VectorType());
        result = ResultColumns.add(result, latentCol.name(), value(latentCol), SQLDataTypes.VectorType());
        return ResultColumns.add(result, outlierScoreCol.name(), value(outlierScoreCol), DataTypes.DoubleType);
    }

    @Override
    public MatModelTransformer copy(ParamMap extra) {
        MatModelTransformer copy = defaultCopy(extra);
        copy.model = model;
        return copy;
    }

    /** Gives a stage that was read its model. */
    void setBytes(byte[] bytes) {
        ExecutorModels.decode(bytes);
        model = bytes;
    }

    @Override
    public MLWriter write() {
        return new StageWriter(this);
    }

    /**
     * Reads stages.
     *
     * @return what Spark's pipelines read their stages with
     */
    public static MLReader<MatModelTransformer> read() {
        return new StageReader();
    }

    /**
     * Reads a stage that was saved.
     *
     * @param path its folder on any file system that Spark knows
     * @return the stage
     */
    public static MatModelTransformer load(String path) {
        return read().load(path);
    }
}
