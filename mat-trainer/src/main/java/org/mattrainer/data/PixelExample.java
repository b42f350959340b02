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
package org.mattrainer.data;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Logger;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.ShapedImage;
import org.mattrainer.protos.PixelExampleProto;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.FeatureMap;
import org.tribuo.Output;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ExampleProto;
import org.tribuo.protos.core.OutputProto;
import org.tribuo.transform.TransformerMap;
import org.tribuo.util.Merger;

/**
 * An image as a Tribuo example that takes one byte a pixel, a twelfth of what the host's {@code ArrayExample} takes for
 * a pixel above 0. Its features are the pixels above 0, named and sorted as the host's {@code IDXDataSource} does; an
 * image that is all 0 has its first pixel as an explicit 0, because the host refuses examples without features.
 * <p>
 * Everything that the host does with examples works. An operation that changes features, such as a transformation,
 * turns the example into a general one inside, which takes as much memory as the host's. Copies share the pixels.
 */
public final class PixelExample extends Example<Label> implements ShapedImage {

    private static final long serialVersionUID = 1L;
    private static final Logger logger = Logger.getLogger(PixelExample.class.getName());

    /** Protobuf serialization version. */
    public static final int CURRENT_VERSION = 0;

    private final PixelNames names;
    private final byte[] pixels;
    private final int size;
    private ArrayExample<Label> changed;

    /**
     * Makes an example of weight 1.
     *
     * @param label its label
     * @param shape shape of the image
     * @param pixels one unsigned byte a pixel in CHW order; copied
     * @throws IllegalArgumentException if there are not as many bytes as the shape has pixels
     */
    public PixelExample(Label label, ImageShape shape, byte[] pixels) {
        this(label, DEFAULT_WEIGHT, null, namesFor(shape, pixels), pixels.clone());
    }

    private PixelExample(Label label, float weight, Map<String, Object> metadata, PixelNames names, byte[] pixels) {
        super(label, weight, metadata);
        this.names = names;
        this.pixels = pixels;
        int above = 0;
        for (byte value : pixels) {
            above += value != 0 ? 1 : 0;
        }
        this.size = Math.max(1, above);
    }

    /**
     * Decodes an image file to an example without a known label, as {@link ImageFolderSource} decodes its files. What
     * is doubtful about the file, such as a second picture in it, is logged as a warning.
     *
     * @param file the file
     * @param shape rows and columns that it has to have; 1 channel for grey values, 3 for red, green and blue, to which
     *     its colours are converted
     * @return an example of weight 1
     * @throws IllegalArgumentException if the number of channels is neither 1 nor 3
     * @throws DataFileException naming the file, if it is unreadable, damaged, or of another size
     */
    public static PixelExample of(Path file, ImageShape shape) {
        return decode(file, ImageDecoder.read(file), new ImageForm(shape, null));
    }

    /**
     * Decodes an image file of any size to an example without a known label, as {@link #of(Path, ImageShape)} does.
     *
     * @param file the file
     * @param shape rows and columns of the example; 1 channel for grey values, 3 for red, green and blue
     * @param resize how an image of another size is changed
     * @return an example of weight 1
     * @throws IllegalArgumentException if the number of channels is neither 1 nor 3
     * @throws DataFileException naming the file, if it is unreadable or damaged
     */
    public static PixelExample of(Path file, ImageShape shape, Resize resize) {
        return decode(file, ImageDecoder.read(file), new ImageForm(shape, Objects.requireNonNull(resize)));
    }

    static PixelExample decode(Path file, byte[] bytes, ImageForm form) {
        requireChannels(form.shape().channels());
        Omissions doubts = new Omissions();
        byte[] pixels = ImageDecoder.pixels(file, bytes, form, doubts);
        if (!doubts.isEmpty()) {
            logger.warning("Image: " + doubts);
        }
        return new PixelExample(LabelFactory.UNKNOWN_LABEL, form.shape(), pixels);
    }

    /**
     * An image in memory as an example without a known label, of the values that its file would give. Transparency is
     * ignored.
     *
     * @param image the image
     * @param channels 1 for grey values, 3 for red, green and blue
     * @return an example of weight 1 with the rows and columns of the image
     * @throws IllegalArgumentException if the number of channels is neither
     * @throws DataFileException if its colours are neither grey nor red, green and blue, or its values are not of 8 or 16
     *     bits
     */
    public static PixelExample of(BufferedImage image, int channels) {
        requireChannels(channels);
        ImageShape shape = new ImageShape(channels, image.getHeight(), image.getWidth());
        return new PixelExample(LabelFactory.UNKNOWN_LABEL, shape, ImageDecoder.pixels("image", image, shape));
    }

    /**
     * An image in memory, of any size, as an example without a known label, as {@link #of(BufferedImage, int)} makes it.
     *
     * @param image the image
     * @param shape rows and columns of the example; 1 channel for grey values, 3 for red, green and blue
     * @param resize how an image of another size is changed
     * @return an example of weight 1
     * @throws IllegalArgumentException if the number of channels is neither 1 nor 3
     * @throws DataFileException as {@link #of(BufferedImage, int)} does
     */
    public static PixelExample of(BufferedImage image, ImageShape shape, Resize resize) {
        requireChannels(shape.channels());
        ImageShape found = new ImageShape(shape.channels(), image.getHeight(), image.getWidth());
        byte[] pixels = ImageDecoder.pixels("image", image, found);
        return new PixelExample(
                LabelFactory.UNKNOWN_LABEL,
                shape,
                ImageScaling.scale(pixels, found, shape, Objects.requireNonNull(resize)));
    }

    private static void requireChannels(int channels) {
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("Expected 1 or 3 channels, found " + channels);
        }
    }

    private static PixelNames namesFor(ImageShape shape, byte[] pixels) {
        if (shape.size() != pixels.length) {
            throw new IllegalArgumentException(
                    "Expected " + shape.size() + " bytes of a " + shape + " image, found " + pixels.length);
        }
        return PixelNames.of(shape);
    }

    /**
     * The same image with another label.
     *
     * @param label the label
     * @return an example of the same weight, with the same features and metadata
     */
    public PixelExample withLabel(Label label) {
        PixelExample example = new PixelExample(label, getWeight(), getMetadata(), names, pixels);
        example.changed = changed == null ? null : changed.copy();
        return example;
    }

    /**
     * The pixels, as long as no operation has changed the features.
     *
     * @param target filled with the unsigned bytes in CHW order
     * @param from where to begin in it
     * @return false if the features have been changed, so that they are no longer bytes, and nothing was copied
     */
    public boolean copyPixels(byte[] target, int from) {
        if (changed != null) {
            return false;
        }
        System.arraycopy(pixels, 0, target, from, pixels.length);
        return true;
    }

    /**
     * Shape of the image.
     *
     * @return channels x rows x columns
     */
    @Override
    public ImageShape shape() {
        return names.shape();
    }

    /** The general form, for operations that change features. */
    private ArrayExample<Label> general() {
        if (changed == null) {
            changed = new ArrayExample<>(getOutput(), this, getWeight());
        }
        return changed;
    }

    @Override
    public int size() {
        return changed != null ? changed.size() : size;
    }

    @Override
    public Iterator<Feature> iterator() {
        return changed != null ? changed.iterator() : new PixelIterator(names, pixels, size);
    }

    @Override
    public Feature lookup(String name) {
        if (changed != null) {
            return changed.lookup(name);
        }
        int pixel = names.pixel(name);
        boolean isFeature = pixel >= 0 && (pixels[pixel] != 0 || pixel == 0 && isBlack());
        return isFeature ? new Feature(names.name(pixel), pixels[pixel] & 0xff) : null;
    }

    private boolean isBlack() {
        return size == 1 && iterator().next().getValue() == 0;
    }

    @Override
    public boolean validateExample() {
        return changed == null || changed.validateExample();
    }

    @Override
    public boolean isDense(FeatureMap features) {
        if (changed != null) {
            return changed.isDense(features);
        }
        if (features.size() != size) {
            return false;
        }
        for (Feature feature : this) {
            if (features.get(feature.getName()) == null) {
                return false;
            }
        }
        return true;
    }

    /** Does nothing: the features are sorted at all times. */
    @Override
    protected void sort() {}

    /** Does nothing while the features are the pixels: all examples of one shape share their names. */
    @Override
    public void canonicalize(FeatureMap features) {
        if (changed != null) {
            changed.canonicalize(features);
        }
    }

    @Override
    public void add(Feature feature) {
        general().add(feature);
    }

    @Override
    public void addAll(Collection<? extends Feature> features) {
        general().addAll(features);
    }

    @Override
    public void removeFeatures(List<Feature> features) {
        general().removeFeatures(features);
    }

    @Override
    public void reduceByName(Merger merger) {
        if (changed != null) {
            changed.reduceByName(merger);
        }
    }

    @Override
    public void transform(TransformerMap transformers) {
        general().transform(transformers);
    }

    @Override
    protected void densify(List<String> featureNames) {
        general().densify(featureNames);
    }

    @Override
    public void set(Feature feature) {
        general().set(feature);
    }

    @Override
    public PixelExample copy() {
        return withLabel(getOutput());
    }

    @Override
    public ExampleProto serialize() {
        if (changed != null) {
            return new ArrayExample<>(this).serialize();
        }
        ImageShape shape = names.shape();
        PixelExampleProto.Builder builder = PixelExampleProto.newBuilder()
                .setOutput((OutputProto) getOutput().serialize())
                .setWeight(getWeight())
                .setChannels(shape.channels())
                .setHeight(shape.height())
                .setWidth(shape.width())
                .setPixels(ByteString.copyFrom(pixels));
        getMetadata().forEach((key, value) -> builder.putMetadata(key, value.toString()));
        return ExampleProto.newBuilder()
                .setVersion(CURRENT_VERSION)
                .setClassName(PixelExample.class.getName())
                .setSerializedData(Any.pack(builder.build()))
                .build();
    }

    /**
     * Deserialization factory.
     *
     * @param version the version of the serialized form
     * @param className the name of this class
     * @param message the serialized form
     * @return the example
     * @throws InvalidProtocolBufferException if the message is not the serialized form of an example
     * @throws IllegalStateException if it holds values that no example has
     */
    public static PixelExample deserializeFromProto(int version, String className, Any message)
            throws InvalidProtocolBufferException {
        if (version < 0 || version > CURRENT_VERSION) {
            throw new IllegalArgumentException(
                    "Unknown version " + version + ", this class supports at most version " + CURRENT_VERSION);
        }
        PixelExampleProto proto = message.unpack(PixelExampleProto.class);
        Output<?> output = Output.deserialize(proto.getOutput());
        if (!(output instanceof Label)) {
            throw new IllegalStateException("Invalid protobuf, expected a label, found " + output.getClass());
        }
        // The host counts unknown outputs by reference.
        Label label = ((Label) output).getLabel().equals(Label.UNKNOWN) ? LabelFactory.UNKNOWN_LABEL : (Label) output;
        byte[] pixels = proto.getPixels().toByteArray();
        try {
            ImageShape shape = new ImageShape(proto.getChannels(), proto.getHeight(), proto.getWidth());
            Map<String, Object> metadata = new HashMap<>(proto.getMetadataMap());
            return new PixelExample(label, proto.getWeight(), metadata, namesFor(shape, pixels), pixels);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("Invalid protobuf, " + e.getMessage(), e);
        }
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof PixelExample that)) {
            return false;
        }
        return getOutput().fullEquals(that.getOutput())
                && getMetadata().equals(that.getMetadata())
                && names == that.names
                && Arrays.equals(pixels, that.pixels)
                && Objects.equals(changed, that.changed);
    }

    @Override
    public int hashCode() {
        return 31 * getOutput().hashCode() + Arrays.hashCode(pixels);
    }

    @Override
    public String toString() {
        return "PixelExample(numFeatures=" + size() + ",output=" + getOutput() + ",weight=" + getWeight() + ",shape="
                + shape() + ")";
    }
}
