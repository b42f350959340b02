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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mattrainer.image.ImageShape;
import org.mattrainer.internal.files.FileErrors;

/**
 * Visits the images in a folder and in all folders inside it, in the order of the names. A file is an image by its ending,
 * as {@link ImageFolderSource} says; hidden files and folders are passed over in silence, also those that systems make.
 * Only the names of the folders on the way are in memory.
 */
public final class ImageFiles {

    /** What not every file system takes in a name: Windows no colon, a machine without a locale no letters but these. */
    private static final Pattern NO_PATH = Pattern.compile("[^\\w./ -]");

    /** Receives what is found. */
    public interface Visitor {

        /**
         * An image.
         *
         * @param file the file, of which nothing has been read
         */
        void image(Path file);

        /**
         * A file that is not hidden and has no ending of an image.
         *
         * @param file the file
         */
        void other(Path file);

        /**
         * A folder or link that cannot be followed. The visit goes on.
         *
         * @param reason names the path, what was expected and what was found
         */
        void unreadable(DataFileException reason);
    }

    /**
     * Decodes the bytes of an image file to an example without a known label, as those of a file on this machine are.
     *
     * @param name what the file is called in messages, any text
     * @param file its bytes
     * @param shape rows and columns of the example; 1 channel for grey values, 3 for red, green and blue
     * @param resize how an image of another size is changed, empty to refuse it
     * @return an example of weight 1
     * @throws IllegalArgumentException if the number of channels is neither 1 nor 3
     * @throws DataFileException naming the file, if it is damaged, or of another size that is refused
     */
    public static PixelExample decode(String name, byte[] file, ImageShape shape, Optional<Resize> resize) {
        return PixelExample.decode(called(name), file, new ImageForm(shape, resize.orElse(null)));
    }

    /** A path for messages alone: names from elsewhere, such as URIs, need not be paths of this machine. */
    private static Path called(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            return Path.of(NO_PATH.matcher(name).replaceAll("_"));
        }
    }

    private final Visitor visitor;
    /** The real paths of the folders on the way, so that links to one of them end. */
    private final Deque<Path> above = new ArrayDeque<>();

    private ImageFiles(Visitor visitor) {
        this.visitor = visitor;
    }

    /**
     * Visits a folder.
     *
     * @param folder the folder
     * @param visitor receives what is found
     */
    public static void visit(Path folder, Visitor visitor) {
        new ImageFiles(visitor).enter(folder);
    }

    private void enter(Path folder) {
        Path real;
        List<Path> children;
        try {
            real = folder.toRealPath();
            if (above.contains(real)) {
                throw new DataFileException(folder, "a folder", "a link to " + real + ", which contains it");
            }
            children = ClassFolders.sorted(folder);
        } catch (IOException e) {
            visitor.unreadable(new DataFileException(folder, "a readable folder", FileErrors.reason(e)));
            return;
        } catch (DataFileException e) {
            visitor.unreadable(e);
            return;
        }
        above.push(real);
        children.forEach(this::look);
        above.pop();
    }

    private void look(Path child) {
        if (ClassFolders.isHousekeeping(ClassFolders.name(child))) {
            return;
        }
        if (ClassFolders.leadsNowhere(child)) {
            visitor.unreadable(new DataFileException(child, "a file or folder", "a link that leads nowhere"));
        } else if (Files.isDirectory(child)) {
            enter(child);
        } else if (ClassFolders.hasImageEnding(child) && Files.isRegularFile(child)) {
            visitor.image(child);
        } else if (!ClassFolders.isHousekeepingFile(child)) {
            visitor.other(child);
        }
    }
}
