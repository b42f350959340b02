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
package org.mattrainer.image;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mattrainer.configuration.ComponentBuilder;
import org.mattrainer.internal.numbers.Checks;
import org.tribuo.ImmutableFeatureMap;

/**
 * Says which pixel a feature is, by the feature's <em>name</em>. The host numbers features by the rank of their names
 * among those that occurred in training, so a feature's id is not a pixel: MNIST's training images touch 717 of 784
 * pixels.
 * <p>
 * A name is {@code namePrefix} followed by a decimal number, leading zeros allowed; the number less
 * {@code indexOffset} is the position in the image in the given {@link PixelOrder}. The default reads the names of the
 * host's {@code IDXDataSource} and of this plugin's sources ({@code 000} to {@code 783}); CSV files often need the
 * prefix {@code pixel} and an offset of 1. Grey pixels may be named by row and column instead, {@code 1x1} to
 * {@code 28x28} with an offset of 1, and the host's columnar sources put {@code @value} behind the name of a column.
 */
public final class PixelMap implements Configurable, Provenancable<ConfiguredObjectProvenance> {

    /** What the host's columnar sources put behind the name of a column of numbers. */
    private static final String COLUMN_SUFFIX = "@value";

    private static final Pattern NOTATION =
            Pattern.compile("(CHW|HWC) (\\d{1,9})x(\\d{1,9})x(\\d{1,9}) offset=(\\d{1,9}) prefix=(.*)", Pattern.DOTALL);

    @Config(description = "Colour channels of an image, at least 1.")
    private int channels = 1;

    @Config(description = "Rows of an image, at least 1; not given when the order is FLAT.")
    private int height = 0;

    @Config(description = "Columns of an image, at least 1; not given when the order is FLAT.")
    private int width = 0;

    @Config(description = "How the number in a feature's name runs over the image, or FLAT for features without one.")
    private PixelOrder order = PixelOrder.CHW;

    @Config(description = "The text before the number in each feature's name.")
    private String namePrefix = "";

    @Config(description = "The number of the first pixel, at least 0.")
    private int indexOffset = 0;

    private ImageShape shape;

    /** For olcut. */
    private PixelMap() {}

    /**
     * Names that are numbers from 0 in CHW order, as this plugin's and the host's IDX sources make them.
     *
     * @param channels colour channels, at least 1
     * @param height rows, at least 1
     * @param width columns, at least 1
     * @throws PropertyException if a value is out of range
     */
    public PixelMap(int channels, int height, int width) {
        this.channels = channels;
        this.height = height;
        this.width = width;
        postConfig();
    }

    /**
     * Starts the map with the defaults of all other settings.
     *
     * @param channels colour channels, at least 1
     * @param height rows, at least 1; 0 when the order is FLAT
     * @param width columns, at least 1; 0 when the order is FLAT
     * @return the builder
     */
    public static Builder builder(int channels, int height, int width) {
        PixelMap it = new PixelMap();
        it.channels = channels;
        it.height = height;
        it.width = width;
        return new Builder(it);
    }

    /**
     * A map for features that are no pixels.
     *
     * @return a map of the order {@link PixelOrder#FLAT}
     */
    public static PixelMap flat() {
        return PixelMap.builder(1, 0, 0).order(PixelOrder.FLAT).build();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        if (order == PixelOrder.FLAT) {
            requireFlat();
            return;
        }
        Checks.atLeast(1, "channels", channels);
        Checks.atLeast(1, "height", height);
        Checks.atLeast(1, "width", width);
        Checks.atLeast(0, "indexOffset", indexOffset);
        try {
            shape = new ImageShape(channels, height, width);
        } catch (IllegalArgumentException e) {
            throw new PropertyException("", "width", e.getMessage());
        }
    }

    private void requireFlat() {
        Checks.require(channels == 1, "channels", "none with the order FLAT", channels);
        Checks.require(height == 0, "height", "none with the order FLAT", height);
        Checks.require(width == 0, "width", "none with the order FLAT", width);
        Checks.require(indexOffset == 0, "indexOffset", "none with the order FLAT", indexOffset);
        Checks.require(namePrefix.isEmpty(), "namePrefix", "none with the order FLAT", "'" + namePrefix + "'");
    }

    /**
     * The shape of the images.
     *
     * @param features the features of the training data; only read when the order is FLAT
     * @return the configured shape, or features x 1 x 1 when the order is FLAT
     */
    public ImageShape shape(ImmutableFeatureMap features) {
        return order == PixelOrder.FLAT ? new ImageShape(features.size(), 1, 1) : shape;
    }

    /**
     * Checks that the map reads images whose values are numbered from 0 in the order of their dimensions, see
     * {@link ShapedImage}. With the order HWC those dimensions are rows, columns and channels. One long row may be an
     * image of any shape, and a map of the order FLAT knows no shape and takes all.
     *
     * @param found the dimensions of the images
     * @throws UnfitDataException naming both, if the map says other dimensions or numbers pixels otherwise
     */
    public void requireReads(ImageShape found) {
        if (order == PixelOrder.FLAT) {
            return;
        }
        ImageShape expected = order == PixelOrder.HWC ? new ImageShape(height, width, channels) : shape;
        boolean grey = channels == 1 && found.equals(shape);
        if (!found.equals(expected) && !grey && !found.equals(new ImageShape(1, 1, shape.size()))) {
            throw new UnfitDataException("Expected images of " + expected + " (" + dimensions()
                    + "), as the PixelMap says, found images of " + found);
        }
        if (!namePrefix.isEmpty() || indexOffset != 0) {
            throw new UnfitDataException("Expected a PixelMap with indexOffset=0 and without a namePrefix for images of"
                    + " a source that numbers their pixels so, found '" + notation() + "'");
        }
    }

    private String dimensions() {
        return order == PixelOrder.HWC ? "rows x columns x channels" : "channels x rows x columns";
    }

    /**
     * The order.
     *
     * @return how the number in a feature's name runs over the image
     */
    public PixelOrder order() {
        return order;
    }

    /**
     * Fixes the pixel of each feature of a domain.
     *
     * @param features the features of the training data
     * @return an immutable look-up
     * @throws UnfitDataException naming the first feature that is no pixel, is out of range, or is the same pixel as
     *     another feature; or if the names are hashed
     */
    public PixelIndex index(ImmutableFeatureMap features) {
        return new PixelIndex(this, features);
    }

    /**
     * The pixel that a feature's name stands for.
     *
     * @param name a feature's name
     * @return its place in CHW order, from 0
     * @throws UnfitDataException naming the feature, if it is no pixel of the image
     * @throws IllegalArgumentException if the order is FLAT
     */
    public int pixel(String name) {
        int pixel = pixelOrNone(name);
        if (pixel < 0) {
            throw new UnfitDataException("Feature '" + name + "' is not a pixel of a " + shape + " image: expected "
                    + (namePrefix.isEmpty() ? "" : "'" + namePrefix + "' and ") + "a number from " + indexOffset
                    + " to "
                    + ((long) shape.size() - 1 + indexOffset)
                    + (channels == 1 && name.matches(".*[0-9]x[0-9].*")
                            ? ", or a row and column from " + indexOffset + "x" + indexOffset + " to "
                                    + (height - 1L + indexOffset) + "x" + (width - 1L + indexOffset)
                            : ""));
        }
        return pixel;
    }

    /** The pixel of a name, or -1 when the name is none. */
    int pixelOrNone(String name) {
        int position = position(name);
        return order == PixelOrder.CHW || position < 0 ? position : fromHwc(position);
    }

    /** The place of a name in the order of the map, or -1 when the name is no pixel. */
    int position(String name) {
        requireImage();
        if (!name.startsWith(namePrefix)) {
            return -1;
        }
        int end = name.endsWith(COLUMN_SUFFIX) ? name.length() - COLUMN_SUFFIX.length() : name.length();
        int cross = channels == 1 ? name.indexOf('x', namePrefix.length()) : -1;
        if (cross < 0) {
            return within(number(name, namePrefix.length(), end), shape.size());
        }
        int row = within(number(name, namePrefix.length(), cross), height);
        int column = within(number(name, cross + 1, end), width);
        return row < 0 || column < 0 ? -1 : row * width + column;
    }

    /** A number in a name, or -1 if there is none or it is too large for any image. */
    private static long number(String name, int from, int end) {
        long number = from < end ? 0 : -1;
        for (int i = from; i < end; i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9 || number > Integer.MAX_VALUE) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    /** A number without the offset if it is one of a count, or -1. */
    private int within(long number, int count) {
        long position = number - indexOffset;
        return number < 0 || position < 0 || position >= count ? -1 : (int) position;
    }

    /** Number of values of an image. */
    int size() {
        return shape.size();
    }

    /** Number of values of one row in the order of the map. */
    int rowLength() {
        return order == PixelOrder.HWC ? width * channels : width;
    }

    private int fromHwc(int position) {
        return position % channels * shape.area() + position / channels;
    }

    /**
     * The name of a pixel: the prefix and the number with leading zeros, as wide as the number of values in the image
     * needs, which is what the host's {@code IDXDataSource} does. A data set may spell it otherwise, see
     * {@link PixelIndex#featureName}.
     *
     * @param pixel place in CHW order
     * @return a name for which {@link #pixel} gives that pixel
     * @throws IndexOutOfBoundsException if there is no such pixel
     */
    public String featureName(int pixel) {
        requireImage();
        if (pixel < 0 || pixel >= shape.size()) {
            throw new IndexOutOfBoundsException("Expected a pixel of a " + shape + " image, found " + pixel);
        }
        int position = order == PixelOrder.CHW ? pixel : pixel % shape.area() * channels + pixel / shape.area();
        String number = Long.toString((long) position + indexOffset);
        int digits = Long.toString((long) shape.size() + indexOffset).length();
        return namePrefix + "0".repeat(digits - number.length()) + number;
    }

    private void requireImage() {
        if (order == PixelOrder.FLAT) {
            throw new IllegalArgumentException("A pixel map of the order FLAT knows no names before its features are "
                    + "fixed: use index(features)");
        }
    }

    /**
     * The map as one line of text, from which {@link #parse} makes an equal map.
     *
     * @return such as {@code CHW 1x28x28 offset=0 prefix=}, or {@code FLAT}
     */
    public String notation() {
        return order == PixelOrder.FLAT
                ? "FLAT"
                : order + " " + shape + " offset=" + indexOffset + " prefix=" + namePrefix;
    }

    /**
     * Reads the text made by {@link #notation()}.
     *
     * @param notation the text
     * @return the map
     * @throws IllegalArgumentException if the text is no such notation
     */
    public static PixelMap parse(String notation) {
        if (notation.equals("FLAT")) {
            return flat();
        }
        Matcher m = NOTATION.matcher(notation);
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "Expected a pixel map such as 'CHW 1x28x28 offset=0 prefix=', found '" + notation + "'");
        }
        try {
            return PixelMap.builder(
                            Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)), Integer.parseInt(m.group(4)))
                    .order(PixelOrder.valueOf(m.group(1)))
                    .namePrefix(m.group(6))
                    .indexOffset(Integer.parseInt(m.group(5)))
                    .build();
        } catch (PropertyException e) {
            throw new IllegalArgumentException("Pixel map '" + notation + "': " + e.getMessage(), e);
        }
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "PixelMap");
    }

    @Override
    public String toString() {
        return "PixelMap(" + notation() + ")";
    }

    /** Makes a {@link PixelMap}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends ComponentBuilder<PixelMap, Builder> {

        private Builder(PixelMap it) {
            super(it);
        }

        /**
         * Sets how the number in a name runs over the image.
         *
         * @param order {@link PixelOrder#CHW} if this is not called
         * @return this
         */
        public Builder order(PixelOrder order) {
            return set(it -> it.order = order);
        }

        /**
         * Sets the text before the number.
         *
         * @param namePrefix possibly empty
         * @return this
         */
        public Builder namePrefix(String namePrefix) {
            return set(it -> it.namePrefix = namePrefix);
        }

        /**
         * Sets the number of the first pixel.
         *
         * @param indexOffset at least 0; 0 if this is not called
         * @return this
         */
        public Builder indexOffset(int indexOffset) {
            return set(it -> it.indexOffset = indexOffset);
        }
    }
}
