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
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import org.mattrainer.image.ImageShape;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Example;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.provenance.DataSourceProvenance;

/**
 * Images in folders, one folder a class, whose name (in the Unicode form NFC) is the label: {@code FOLDER/cat/17.png}.
 * Files ending with .png, .jpg, .jpeg, .jpe, .jfif, .bmp, .gif, .tif or .tiff are images, all of the same size. Whatever
 * else lies in the folders is left out, and one warning counts it. Classes and files come in the order of their names.
 * Transparency is ignored.
 */
public final class ImageFolderSource implements ConfigurableDataSource<Label> {

    private static final Logger logger = Logger.getLogger(ImageFolderSource.class.getName());

    @Config(mandatory = true, description = "The folder that holds one folder for each class.")
    private Path folder;

    @Config(description = "Channels of an image: 1 for grey values, 3 for red, green and blue.")
    private int channels = 3;

    @Config(description = "Makes the labels from the names of the folders.")
    private OutputFactory<Label> outputFactory = new LabelFactory();

    private final AtomicBoolean warned = new AtomicBoolean();
    private List<ClassFolders.Image> images;
    private ImageShape shape;
    private SourceProvenance provenance;

    /** For olcut. */
    private ImageFolderSource() {}

    /**
     * Images of a folder.
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

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        if (channels != 1 && channels != 3) {
            throw new PropertyException("", "channels", "expected 1 or 3, found " + channels);
        }
        // The host's provenance holds absolute paths; relative ones would not survive its round trip.
        folder = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw new DataFileException(
                    folder, "a folder with one folder for each class", Files.exists(folder) ? "a file" : "nothing");
        }
        Omissions omissions = new Omissions();
        images = ClassFolders.find(folder, omissions);
        if (!omissions.isEmpty()) {
            logger.warning("Images from " + folder + ": left out " + omissions);
        }
        provenance = new SourceProvenance(this, images.size(), Map.of(SourceProvenance.RESOURCE_HASH, checkFiles()));
    }

    /** Looks at the header of each image; returns the checksum of all names and contents. */
    private String checkFiles() {
        MessageDigest digest = Sha256.digest();
        for (ClassFolders.Image image : images) {
            Path path = image.file();
            byte[] file = ImageDecoder.read(path);
            ImageShape found = ImageDecoder.shape(path, file, channels);
            if (shape == null) {
                shape = found;
            } else if (!found.equals(shape)) {
                throw new DataFileException(
                        path,
                        "an image of " + shape.height() + "x" + shape.width() + " pixels as the first one",
                        found.height() + "x" + found.width());
            }
            digest.update((image.label() + "/" + path.getFileName()).getBytes(StandardCharsets.UTF_8));
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
    public int size() {
        return images.size();
    }

    /**
     * Shape of the images.
     *
     * @return channels x rows x columns
     */
    public ImageShape shape() {
        return shape;
    }

    /** Decodes the files again and gives a new example for each image. */
    @Override
    public Iterator<Example<Label>> iterator() {
        Map<String, Label> labels = new HashMap<>();
        Omissions doubts = new Omissions();
        return new RecordIterator<>(
                images.size(),
                i -> {
                    ClassFolders.Image image = images.get(i);
                    Label label = labels.computeIfAbsent(image.label(), outputFactory::generateOutput);
                    byte[] file = ImageDecoder.read(image.file());
                    return new PixelExample(label, shape, ImageDecoder.pixels(image.file(), file, shape, doubts));
                },
                () -> warn(doubts));
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
        return "ImageFolderSource(folder=" + folder + ",channels=" + channels + ",examples=" + size() + ",shape="
                + shape + ")";
    }
}
