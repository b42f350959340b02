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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.data.PixelExample;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** Predictions on Spark against those of the model itself. */
class MatModelTransformerTest {

    private static final int COUNT = 70;

    @TempDir
    private static Path folder;

    private static SparkSession spark;

    @BeforeAll
    static void start() throws IOException {
        spark = LocalSpark.start(2);
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < COUNT; i++) {
            BufferedImage image = new BufferedImage(6, 6, BufferedImage.TYPE_BYTE_GRAY);
            image.getRaster().setDataElements(0, 0, 6, 6, SmallImages.pixels(i % 3, random));
            Files.createDirectories(folder.resolve("images"));
            ImageIO.write(
                    image, "png", folder.resolve("images/" + (10 + i) + ".png").toFile());
        }
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static Dataset<Row> files() {
        return spark.read()
                .format("binaryFile")
                .load(folder.resolve("images").toUri().toString());
    }

    private static void requireSame(Row row, PixelExample example) {
        Prediction<Label> expected = SmallImages.model().predict(example);
        assertEquals(expected.getOutput().getLabel(), row.<String>getAs("prediction"));
        double[] scores = row.<Vector>getAs("scores").toArray();
        String[] labels = new MatModelTransformer(SmallImages.model()).labels();
        for (int j = 0; j < scores.length; j++) {
            assertEquals(expected.getOutputScores().get(labels[j]).getScore(), scores[j]);
        }
        assertEquals(
                -SmallImages.model().latentSpace().logDensity(example).orElseThrow(),
                row.<Double>getAs("outlierScore"));
        assertEquals(2, row.<Vector>getAs("latent").size());
    }

    @Test
    void predictsFilesAsTheModelDoes() {
        List<Row> rows =
                new MatModelTransformer(SmallImages.model()).transform(files()).collectAsList();

        assertEquals(COUNT, rows.size());
        for (Row row : rows) {
            requireSame(row, PixelExample.of(path(row.getAs("path")), SmallImages.SHAPE));
        }
    }

    private static Path path(String uri) {
        return Path.of(java.net.URI.create(uri));
    }

    @Test
    void predictsDecodedImagesAsTheModelDoes() {
        Dataset<Row> images = spark.read()
                .format("image")
                .load(folder.resolve("images").toUri().toString());

        List<Row> rows = new MatModelTransformer(SmallImages.model())
                .setInputCol("image")
                .transform(images)
                .collectAsList();

        assertEquals(COUNT, rows.size());
        for (Row row : rows) {
            String origin = row.getStruct(0).getString(0);
            requireSame(row, PixelExample.of(path(origin), SmallImages.SHAPE));
        }
    }

    @Test
    void predictsVectorsAndArraysAsTheModelDoes() {
        SplittableRandom random = new SplittableRandom(9);
        byte[] pixels = SmallImages.pixels(1, random);
        double[] values = new double[pixels.length];
        List<Float> floats = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            values[i] = pixels[i] & 0xff;
            floats.add((float) values[i]);
        }
        StructType schema = new StructType()
                .add("vector", SQLDataTypes.VectorType())
                .add("array", DataTypes.createArrayType(DataTypes.FloatType));
        Dataset<Row> data =
                spark.createDataFrame(List.of(RowFactory.create(Vectors.dense(values), floats.toArray())), schema);
        PixelExample example = new PixelExample(new Label("third-1"), SmallImages.SHAPE, pixels);

        for (String column : List.of("vector", "array")) {
            MatModelTransformer stage = new MatModelTransformer(SmallImages.model()).setInputCol(column);
            requireSame(stage.transform(data).first(), example);
        }
    }

    @Test
    void isSavedAndLoadedInAPipeline() throws IOException {
        MatModelTransformer stage = new MatModelTransformer(SmallImages.model()).setPredictionCol("third");
        String saved = folder.resolve("pipeline").toUri().toString();
        PipelineModel pipeline =
                new Pipeline().setStages(new PipelineStage[] {stage}).fit(files());
        pipeline.save(saved);

        PipelineModel loaded = PipelineModel.load(saved);
        MatModelTransformer same = (MatModelTransformer) loaded.stages()[0];

        assertEquals(stage.uid(), same.uid());
        assertArrayEquals(SmallImages.model().parameters(), same.model().parameters());
        assertEquals(
                stage.transform(files()).select("third").collectAsList(),
                loaded.transform(files()).select("third").collectAsList());
    }

    @Test
    void tellsTheThresholdOfOutliers() {
        double density = SmallImages.model().latentSpace().outlierThreshold().orElseThrow();
        assertEquals(
                -density,
                new MatModelTransformer(SmallImages.model()).outlierThreshold().orElseThrow());
    }

    @Test
    void keepsImagesThatCannotBeReadWhenAsked() {
        StructType schema = new StructType().add("path", DataTypes.StringType).add("content", DataTypes.BinaryType);
        Dataset<Row> data = spark.createDataFrame(
                List.of(RowFactory.create("broken.png", new byte[] {1, 2, 3}), RowFactory.create("absent.png", null)),
                schema);
        MatModelTransformer stage = new MatModelTransformer(SmallImages.model());

        for (Row row : stage.setHandleInvalid("keep").transform(data).collectAsList()) {
            assertNull(row.getAs("prediction"));
            assertNull(row.getAs("outlierScore"));
        }
        Exception refused = assertThrows(
                Exception.class,
                () -> stage.setHandleInvalid("error").transform(data.limit(1)).collectAsList());
        assertTrue(refused.toString().contains("broken.png"), refused.toString());
    }

    /** A value that is too large for a float can be read. */
    @Test
    void keepsImagesThatCannotBePredictedWhenAsked() {
        StructType schema = new StructType().add("path", DataTypes.StringType).add("values", SQLDataTypes.VectorType());
        double[] usual = new double[36];
        usual[7] = 200;
        double[] huge = usual.clone();
        huge[8] = 1e300;
        Dataset<Row> data = spark.createDataFrame(
                        List.of(
                                RowFactory.create("usual", Vectors.dense(usual)),
                                RowFactory.create("huge", Vectors.dense(huge)),
                                RowFactory.create("usual", Vectors.dense(usual))),
                        schema)
                .coalesce(1);
        MatModelTransformer stage = new MatModelTransformer(SmallImages.model()).setInputCol("values");

        List<Row> rows = stage.setHandleInvalid("keep").transform(data).collectAsList();
        assertEquals(3, rows.size());
        assertNull(rows.get(1).getAs("prediction"));
        assertNull(rows.get(1).getAs("scores"));
        assertTrue(rows.get(0).getAs("prediction") != null);
        assertEquals(rows.get(0).<Vector>getAs("scores"), rows.get(2).<Vector>getAs("scores"));
        Exception refused = assertThrows(
                Exception.class,
                () -> stage.setHandleInvalid("error").transform(data).collectAsList());
        assertTrue(refused.toString().contains("huge: "), refused.toString());
    }

    @Test
    void refusesColumnsThatHoldNoImages() {
        Dataset<Row> data = files();
        MatModelTransformer stage = new MatModelTransformer(SmallImages.model());

        String absent = assertThrows(
                        IllegalArgumentException.class,
                        () -> stage.copy(stage.extractParamMap())
                                .setInputCol("picture")
                                .transform(data))
                .getMessage();
        String length = assertThrows(
                        IllegalArgumentException.class,
                        () -> stage.copy(stage.extractParamMap())
                                .setInputCol("length")
                                .transform(data))
                .getMessage();
        String taken = assertThrows(
                        IllegalArgumentException.class,
                        () -> stage.copy(stage.extractParamMap())
                                .setScoresCol("path")
                                .transform(data))
                .getMessage();

        assertTrue(absent.startsWith("Expected a column picture of images, found [path, "), absent);
        assertTrue(length.startsWith("Expected images in the column length: "), length);
        assertEquals("scoresCol: expected the name of a new column, found path again", taken);
    }
}
