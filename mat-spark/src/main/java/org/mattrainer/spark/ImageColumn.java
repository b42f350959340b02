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

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.image.ImageSchema;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.mattrainer.PredictionSession;
import org.mattrainer.data.ImageFiles;
import org.mattrainer.data.PixelExample;
import org.mattrainer.data.Resize;
import org.mattrainer.image.ImageShape;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;

/** How the images of a column are kept. */
enum ImageColumn {
    /** A vector of raw values in CHW order. */
    VECTOR {
        @Override
        Example<Label> read(String name, Object value, PredictionSession session, Optional<Resize> resize) {
            return ofValues(((Vector) value).toArray(), session);
        }
    },
    /** An array of raw values in CHW order. */
    ARRAY {
        @Override
        Example<Label> read(String name, Object value, PredictionSession session, Optional<Resize> resize) {
            List<?> numbers =
                    new ArrayList<>(scala.jdk.javaapi.CollectionConverters.asJava((scala.collection.Seq<?>) value));
            double[] values = new double[numbers.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = numbers.get(i) instanceof Number number ? number.doubleValue() : Double.NaN;
            }
            return ofValues(values, session);
        }
    },
    /** The bytes of an image file, as the data source {@code binaryFile} reads them. */
    FILE {
        @Override
        Example<Label> read(String name, Object value, PredictionSession session, Optional<Resize> resize) {
            return ImageFiles.decode(name, (byte[]) value, session.shape(), resize);
        }
    },
    /** A decoded image, as the data source {@code image} reads it. */
    IMAGE {
        @Override
        Example<Label> read(String name, Object value, PredictionSession session, Optional<Resize> resize) {
            BufferedImage image = decoded((Row) value);
            ImageShape shape = session.shape();
            if (resize.isPresent()) {
                return PixelExample.of(image, shape, resize.get());
            }
            PixelExample example = PixelExample.of(image, shape.channels());
            if (!example.shape().equals(shape)) {
                throw new IllegalArgumentException("expected an image of " + shape + ", found " + example.shape());
            }
            return example;
        }
    };

    /** An image as an example without a known label. */
    abstract Example<Label> read(String name, Object value, PredictionSession session, Optional<Resize> resize);

    /**
     * The kind of a column.
     *
     * @throws IllegalArgumentException naming the column, if it holds no images
     */
    static ImageColumn of(String name, DataType type) {
        if (type.equals(SQLDataTypes.VectorType())) {
            return VECTOR;
        }
        if (type.equals(DataTypes.BinaryType)) {
            return FILE;
        }
        if (type instanceof ArrayType array && isNumber(array.elementType())) {
            return ARRAY;
        }
        if (type instanceof StructType struct
                && Arrays.equals(struct.fieldNames(), ImageSchema.columnSchema().fieldNames())) {
            return IMAGE;
        }
        throw new IllegalArgumentException("Expected images in the column " + name
                + ": vectors or arrays of numbers, files (binary), or what the data source 'image' reads; found "
                + type.simpleString());
    }

    private static boolean isNumber(DataType type) {
        return List.of(
                        DataTypes.FloatType,
                        DataTypes.DoubleType,
                        DataTypes.IntegerType,
                        DataTypes.ShortType,
                        DataTypes.LongType)
                .contains(type);
    }

    private static Example<Label> ofValues(double[] values, PredictionSession session) {
        if (values.length != session.shape().size()) {
            throw new IllegalArgumentException("expected the " + session.shape().size() + " values of an image of "
                    + session.shape() + ", found " + values.length);
        }
        List<Feature> features = new ArrayList<>();
        for (int pixel = 0; pixel < values.length; pixel++) {
            if (!Double.isFinite(values[pixel])) {
                throw new IllegalArgumentException("expected finite values, found " + values[pixel] + " at " + pixel);
            }
            // The host allows no example without features.
            if (values[pixel] != 0 || pixel == 0) {
                features.add(new Feature(session.featureName(pixel), values[pixel]));
            }
        }
        return new ArrayExample<>(LabelFactory.UNKNOWN_LABEL, features);
    }

    /** The image of rows of blue, green and red, or of grey values, whatever is behind them left out. */
    private static BufferedImage decoded(Row row) {
        int height = ImageSchema.getHeight(row);
        int width = ImageSchema.getWidth(row);
        int channels = ImageSchema.getNChannels(row);
        byte[] data = ImageSchema.getData(row);
        if (height < 1
                || width < 1
                || (channels != 1 && channels != 3 && channels != 4)
                || data == null
                || data.length != (long) height * width * channels) {
            throw new IllegalArgumentException("expected an image of 1, 3 or 4 channels, found " + channels + "x"
                    + height + "x" + width + " with " + (data == null ? 0 : data.length) + " bytes");
        }
        if (channels == 1) {
            BufferedImage grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
            grey.getRaster().setDataElements(0, 0, width, height, data);
            return grey;
        }
        BufferedImage colours = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] target = ((DataBufferByte) colours.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < height * width; i++) {
            System.arraycopy(data, i * channels, target, i * 3, 3);
        }
        return colours;
    }
}
