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

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.mattrainer.configuration.ComponentBuilder;
import org.mattrainer.image.ImageShape;
import org.mattrainer.internal.files.Sha256;
import org.mattrainer.internal.numbers.Checks;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Example;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.provenance.DataSourceProvenance;

/**
 * Images in folders, one folder a class, whose name (in the Unicode form NFC) is the label: {@code FOLDER/cat/17.png},
 * or deeper in it. Files ending with .png, .jpg, .jpeg, .jpe, .jfif, .bmp, .gif, .tif, .tiff or .wbmp are images.
 * Whatever else lies in the folders is left out, and one warning counts it. Classes and files come in the order of their
 * names, images without a label behind them.
 * <p>
 * Images are turned upright as their EXIF data say, and are of one size, or are brought to one where {@code height} and
 * {@code width} are given. Transparency is ignored.
 */
public final class ImageFolderSource implements ConfigurableDataSource<Label>, SelectableSource {

    private static final Logger logger = Logger.getLogger(ImageFolderSource.class.getName());

    private static final int MOST_ROWS = 4096;
    private static final int DECODED_TOGETHER = 64;

    @Config(mandatory = true, description = "The folder that holds one folder for each class.")
    private Path folder;

    @Config(description = "Channels of an image: 1 for grey values, 3 for red, green and blue.")
    private int channels = 3;

    @Config(description = "Rows to which images are resized, with width, at most 4096; 0 for images of one size.")
    private int height = 0;

    @Config(description = "Columns to which images are resized, with height, at most 4096; 0 for images of one size.")
    private int width = 0;

    @Config(description = "How images are resized: SQUASH (when not given), CROP or PAD.")
    private Resize resize = null;

    @Config(
            description =
                    "A folder of images without labels, with all folders in it; none when not given. No class, where it lies beside them.")
    private Path unlabelledFolder = null;

    @Config(description = "Makes the labels from the names of the folders.")
    private OutputFactory<Label> outputFactory = new LabelFactory();

    private final AtomicBoolean warned = new AtomicBoolean();
    private List<ClassFolders.Image> images;
    private ImageForm form;
    private SourceProvenance provenance;

    /** For olcut. */
    private ImageFolderSource() {}

    /**
     * Images of one size.
     *
     * @param folder the folder that holds one folder for each class
     * @param channels 1 for grey values, 3 for red, green and blue
     * @throws PropertyException if the number of channels is neither
     * @throws DataFileException if there are no images, or one is unreadable or of another size
     */
    public ImageFolderSource(Path folder, int channels) {
        this.folder = folder;
        this.channels = channels;
        postConfig();
    }

    /**
     * Starts the source with the defaults of all other settings.
     *
     * @param folder the folder that holds one folder for each class
     * @return the builder
     */
    public static Builder builder(Path folder) {
        ImageFolderSource it = new ImageFolderSource();
        it.folder = folder;
        return new Builder(it);
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(channels == 1 || channels == 3, "channels", "1 or 3", channels);
        Checks.require(
                height >= 0 && width >= 0 && height <= MOST_ROWS && width <= MOST_ROWS,
                height < 0 || height > MOST_ROWS ? "height" : "width",
                "0 to " + MOST_ROWS,
                (height < 0 || height > MOST_ROWS ? height : width));
        boolean sized = height > 0;
        Checks.require(
                sized == width > 0,
                sized ? "width" : "height",
                "both height and width or neither",
                height + "x" + width);
        Checks.require(sized || resize == null, "resize", "height and width with it", resize + " alone");
        if (sized && resize == null) {
            resize = Resize.SQUASH;
        }
        // The host's provenance holds absolute paths; relative ones would not survive its round trip.
        folder = folder.toAbsolutePath().normalize();
        requireFolder(folder, "a folder with one folder for each class");
        if (unlabelledFolder != null) {
            unlabelledFolder = unlabelledFolder.toAbsolutePath().normalize();
            requireFolder(unlabelledFolder, "a folder with images");
        }
        images = findImages();
        form = sized ? new ImageForm(new ImageShape(channels, height, width), resize) : null;
        provenance = new SourceProvenance(this, images.size(), Map.of(SourceProvenance.RESOURCE_HASH, checkFiles()));
    }

    private List<ClassFolders.Image> findImages() {
        Omissions omissions = new Omissions();
        List<ClassFolders.Image> found = new ArrayList<>(ClassFolders.find(folder, unlabelledFolder, omissions));
        PartFolders.doubt(folder, found).ifPresent(logger::warning);
        if (unlabelledFolder != null) {
            found.addAll(ClassFolders.findUnlabelled(unlabelledFolder, omissions));
        }
        if (!omissions.isEmpty()) {
            logger.warning("Images from " + folder + ": left out " + omissions);
        }
        return found;
    }

    private static void requireFolder(Path folder, String expected) {
        if (!Files.isDirectory(folder)) {
            throw new DataFileException(folder, expected, Files.exists(folder) ? "a file" : "nothing");
        }
    }

    /** Looks at the header of each image; returns the checksum of all names and contents. */
    private String checkFiles() {
        MessageDigest digest = Sha256.digest();
        for (ClassFolders.Image image : images) {
            Path path = image.file();
            byte[] file = ImageDecoder.read(path);
            ImageShape found = ImageDecoder.shape(path, file, channels, resize != null);
            if (form == null) {
                form = new ImageForm(found, null);
            } else if (resize == null && !found.equals(form.shape())) {
                throw new DataFileException(
                        path,
                        "an image of " + form.shape().height() + "x"
                                + form.shape().width()
                                + " pixels as the first one, as the source has no height and width to resize to",
                        found.height() + "x" + found.width());
            }
            digest.update(image.name().getBytes(StandardCharsets.UTF_8));
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, file.length));
            digest.update(file);
        }
        return Sha256.hex(digest);
    }

    /**
     * Number of images.
     *
     * @return at least 1
     */
    @Override
    public int size() {
        return images.size();
    }

    /**
     * Shape of the images.
     *
     * @return channels x rows x columns
     */
    public ImageShape shape() {
        return form.shape();
    }

    @Override
    public boolean isLabelled(int index) {
        return images.get(index).label() != null;
    }

    /** Decodes the files again and gives a new example for each image. */
    @Override
    public Iterator<Example<Label>> iterator() {
        return iterator(images);
    }

    @Override
    public Iterator<Example<Label>> iterator(IntStream indices) {
        return iterator(indices.mapToObj(images::get).toList());
    }

    private Iterator<Example<Label>> iterator(List<ClassFolders.Image> chosen) {
        Map<String, Label> labels = new HashMap<>();
        Omissions doubts = new Omissions();
        Deque<PixelExample> decoded = new ArrayDeque<>();
        return new RecordIterator<>(
                chosen.size(),
                i -> {
                    if (decoded.isEmpty()) {
                        int end = Math.min(i + DECODED_TOGETHER, chosen.size());
                        decode(chosen.subList(i, end), labels, decoded, doubts);
                    }
                    return decoded.remove();
                },
                () -> warn(doubts));
    }

    /** Decodes the next images on all cores. */
    private void decode(
            List<ClassFolders.Image> next, Map<String, Label> labels, Deque<PixelExample> decoded, Omissions doubts) {
        List<Omissions> found = next.stream().map(image -> new Omissions()).toList();
        List<byte[]> pixels = IntStream.range(0, next.size())
                .parallel()
                .mapToObj(i -> {
                    Path file = next.get(i).file();
                    return ImageDecoder.pixels(file, ImageDecoder.read(file), form, found.get(i));
                })
                .toList();
        found.forEach(doubts::addAll);
        for (int i = 0; i < next.size(); i++) {
            String name = next.get(i).label();
            Label label = name == null
                    ? outputFactory.getUnknownOutput()
                    : labels.computeIfAbsent(name, outputFactory::generateOutput);
            decoded.add(new PixelExample(label, form.shape(), pixels.get(i)));
        }
    }

    private void warn(Omissions doubts) {
        if (!doubts.isEmpty() && warned.compareAndSet(false, true)) {
            logger.warning("Images from " + folder + ": " + doubts);
        }
    }

    @Override
    public OutputFactory<Label> getOutputFactory() {
        return outputFactory;
    }

    @Override
    public DataSourceProvenance getProvenance() {
        return provenance;
    }

    @Override
    public String toString() {
        return "ImageFolderSource(folder=" + folder + ",channels=" + channels
                + (resize == null ? "" : ",resize=" + resize)
                + (unlabelledFolder == null ? "" : ",unlabelledFolder=" + unlabelledFolder)
                + ",examples=" + size() + ",shape=" + shape() + ")";
    }

    /** Makes a {@link ImageFolderSource}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends ComponentBuilder<ImageFolderSource, Builder> {

        private Builder(ImageFolderSource it) {
            super(it);
        }

        /**
         * Sets the number of channels.
         *
         * @param channels 1 for grey values, 3 for red, green and blue; 3 if this is not called
         * @return this
         */
        public Builder channels(int channels) {
            return set(it -> it.channels = channels);
        }

        /**
         * Sets the rows of the examples.
         *
         * @param height at most 4096, with a width; 0, for those of the images, if this is not called
         * @return this
         */
        public Builder height(int height) {
            return set(it -> it.height = height);
        }

        /**
         * Sets the columns of the examples.
         *
         * @param width at most 4096, with a height; 0, for those of the images, if this is not called
         * @return this
         */
        public Builder width(int width) {
            return set(it -> it.width = width);
        }

        /**
         * Sets how images are resized.
         *
         * @param resize null for {@link Resize#SQUASH}, and without a size
         * @return this
         */
        public Builder resize(Resize resize) {
            return set(it -> it.resize = resize);
        }

        /**
         * Sets a folder of images without labels, which is no class where it is one of the folders of the classes.
         *
         * @param unlabelledFolder null for none
         * @return this
         */
        public Builder unlabelledFolder(Path unlabelledFolder) {
            return set(it -> it.unlabelledFolder = unlabelledFolder);
        }

        /**
         * Sets what makes the labels from the names of the folders.
         *
         * @param outputFactory a {@link LabelFactory} if this is not called
         * @return this
         */
        public Builder outputFactory(OutputFactory<Label> outputFactory) {
            return set(it -> it.outputFactory = outputFactory);
        }
    }
}
