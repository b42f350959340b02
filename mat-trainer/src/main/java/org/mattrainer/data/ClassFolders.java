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
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The images in a folder of folders. Each folder in it is a class, named in the Unicode form NFC; a folder that cannot be
 * one is refused, and single files that are no images of a class are counted.
 */
final class ClassFolders {

    private static final List<String> ENDINGS =
            List.of("bmp", "gif", "jfif", "jpe", "jpeg", "jpg", "png", "tif", "tiff");

    /** Made by systems and editors; folders whose names begin with a dot are the others. */
    private static final Set<String> HOUSEKEEPING_FOLDERS =
            Set.of("@eaDir", "__MACOSX", "$RECYCLE.BIN", "System Volume Information", "lost+found");

    private static final Set<String> HOUSEKEEPING_FILES = Set.of("Thumbs.db", "desktop.ini");
    private static final char UNREADABLE = '\uFFFD';

    private final Omissions omissions;

    private ClassFolders(Omissions omissions) {
        this.omissions = omissions;
    }

    /**
     * An image of a class.
     *
     * @param file its file
     * @param label name of its class
     */
    record Image(Path file, String label) {}

    /**
     * Finds all images.
     *
     * @param folder holds one folder for each class
     * @param omissions receives what is left out
     * @return at least one, in the order of the names of folders and files
     * @throws DataFileException if there is none, a folder of a class holds none, or a folder's name cannot be a label
     */
    static List<Image> find(Path folder, Omissions omissions) {
        return new ClassFolders(omissions).find(folder);
    }

    private List<Image> find(Path folder) {
        Map<String, Path> classes = new LinkedHashMap<>();
        for (Path child : sorted(folder)) {
            if (leadsNowhere(child)) {
                throw new DataFileException(child, "a folder of a class", "a link that leads nowhere");
            }
            if (Files.isDirectory(child)) {
                addClass(classes, child);
            } else if (hasImageEnding(child)) {
                omissions.add("images outside the folders of the classes", child);
            }
        }
        if (classes.isEmpty()) {
            throw new DataFileException(
                    folder,
                    "images in one folder for each class",
                    omissions.isEmpty() ? "no folder" : omissions.toString());
        }
        List<Image> images = new ArrayList<>();
        classes.forEach((label, path) -> images.addAll(images(path, label)));
        return images;
    }

    private void addClass(Map<String, Path> classes, Path folder) {
        String name = name(folder);
        if (isHousekeeping(name)) {
            omissions.add("hidden folders", folder);
            return;
        }
        if (name.indexOf(UNREADABLE) >= 0) {
            throw new DataFileException(
                    folder,
                    "a folder whose name can be read in the encoding of this locale, "
                            + System.getProperty("sun.jnu.encoding"),
                    "one that cannot: set LC_ALL to a locale of UTF-8, such as C.UTF-8, or rename the folder");
        }
        Path other = classes.put(Normalizer.normalize(name, Normalizer.Form.NFC), folder);
        if (other != null) {
            throw new DataFileException(
                    folder,
                    "folders whose names are different classes",
                    "the same name in another Unicode form beside it: put the images of both into one folder");
        }
    }

    private List<Image> images(Path folder, String label) {
        List<Image> images = new ArrayList<>();
        Omissions here = new Omissions();
        for (Path child : sorted(folder)) {
            String name = name(child);
            boolean hidden = name.startsWith(".");
            if (leadsNowhere(child)) {
                here.add("links that lead nowhere", child);
            } else if (Files.isDirectory(child)) {
                here.add(isHousekeeping(name) ? "hidden folders" : "folders inside the folder of a class", child);
            } else if (hidden && hasImageEnding(child)) {
                here.add("hidden files", child);
            } else if (hasImageEnding(child) && Files.isRegularFile(child)) {
                images.add(new Image(child, label));
            } else if (!hidden && !isHousekeepingFile(child)) {
                here.add("files that do not end with " + String.join(", ", ENDINGS), child);
            }
        }
        if (images.isEmpty()) {
            throw new DataFileException(
                    folder,
                    "at least one image in the folder of a class, ending with " + String.join(", ", ENDINGS),
                    here.isEmpty() ? "none" : here.toString());
        }
        omissions.addAll(here);
        return images;
    }

    /** Whether a folder of this name was made by a system or an editor. */
    static boolean isHousekeeping(String name) {
        return name.startsWith(".") || HOUSEKEEPING_FOLDERS.contains(name);
    }

    /** Whether a file was made by a system for its own purposes. */
    static boolean isHousekeepingFile(Path file) {
        return HOUSEKEEPING_FILES.contains(name(file));
    }

    /** Whether a path is a link without a target. */
    static boolean leadsNowhere(Path path) {
        return Files.isSymbolicLink(path) && !Files.exists(path);
    }

    /** Whether a file has the ending of an image. */
    static boolean hasImageEnding(Path path) {
        String name = name(path);
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** The last part of a path. */
    static String name(Path path) {
        return path.getFileName().toString();
    }

    /** What lies in a folder, in the order of the names. */
    static List<Path> sorted(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            String reason = e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
            throw new DataFileException(folder, "a readable folder", reason);
        }
    }
}
