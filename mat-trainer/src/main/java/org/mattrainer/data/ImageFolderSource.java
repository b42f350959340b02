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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.mattrainer.image.ImageShape;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Example;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.provenance.DataSourceProvenance;

/**
 * Images in folders, one folder a class, whose name is the label: {@code FOLDER/cat/17.png}. Files ending with .png,
 * .jpg, .jpeg, .bmp or .gif are images, others are ignored; all images have the same size. Classes and files come in the
 * order of their names. Transparency is ignored.
 */
public final class ImageFolderSource implements ConfigurableDataSource<Label> {

    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "bmp", "gif");

    @Config(mandatory = true, description = "The folder that holds one folder for each class.")
    private Path folder;

    @Config(description = "Channels of an image: 1 for grey values, 3 for red, green and blue.")
    private int channels = 3;

    @Config(description = "Makes the labels from the names of the folders.")
    private OutputFactory<Label> outputFactory = new LabelFactory();

    private final List<Path> files = new ArrayList<>();
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
        for (Path child : sorted(folder)) {
            if (Files.isDirectory(child)) {
                sorted(child).stream().filter(ImageFolderSource::isImage).forEach(files::add);
            }
        }
        if (files.isEmpty()) {
            throw new DataFileException(
                    folder, "images (" + String.join(", ", endings()) + ") in one folder for each class", "none");
        }
        provenance = new SourceProvenance(this, files.size(), Map.of(SourceProvenance.RESOURCE_HASH, checkFiles()));
    }

    private static List<String> endings() {
        return ENDINGS.stream().sorted().toList();
    }

    private static List<Path> sorted(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            throw new DataFileException(folder, "a readable folder", String.valueOf(e.getMessage()));
        }
    }

    private static boolean isImage(Path path) {
        String name = path.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return ENDINGS.contains(ending) && Files.isRegularFile(path);
    }

    /** Looks at the header of each image; returns the checksum of all names and contents. */
    private String checkFiles() {
        MessageDigest digest = Sha256.digest();
        for (Path path : files) {
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
            digest.update((className(path) + "/" + path.getFileName()).getBytes(StandardCharsets.UTF_8));
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, file.length));
            digest.update(file);
        }
        return Sha256.hex(digest);
    }

    private static String className(Path file) {
        return file.getParent().getFileName().toString();
    }

    /**
     * Number of images.
     *
     * @return at least 1
     */
    public int size() {
        return files.size();
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
        return new RecordIterator<>(
                files.size(),
                i -> {
                    Path path = files.get(i);
                    Label label = labels.computeIfAbsent(className(path), outputFactory::generateOutput);
                    return new PixelExample(label, shape, ImageDecoder.pixels(path, ImageDecoder.read(path), shape));
                },
                () -> {});
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
