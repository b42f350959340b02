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
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.mattrainer.internal.files.FileErrors;

/**
 * The images in a folder of folders. Each folder in it is a class, named in the Unicode form NFC; a folder that cannot be
 * one is refused, and single files that are no images of a class are counted.
 */
final class ClassFolders {

    private static final List<String> ENDINGS =
            List.of("bmp", "gif", "jfif", "jpe", "jpeg", "jpg", "png", "tif", "tiff", "wbmp");

    /** Made by systems and editors; folders whose names begin with a dot are the others. */
    private static final Set<String> HOUSEKEEPING_FOLDERS =
            Set.of("@eaDir", "__MACOSX", "$RECYCLE.BIN", "System Volume Information", "lost+found");

    private static final Set<String> HOUSEKEEPING_FILES = Set.of("Thumbs.db", "desktop.ini");
    private static final char UNREADABLE = '\uFFFD';

    private final Omissions omissions;
    /** The real path of the folder of the unlabelled images, null where there is none or no class is looked for. */
    private final Path unlabelled;

    private ClassFolders(Omissions omissions, Path unlabelled) {
        this.omissions = omissions;
        this.unlabelled = unlabelled;
    }

    /**
     * An image.
     *
     * @param file its file
     * @param label name of its class, null when that is unknown
     * @param name what does not change when all folders are moved: class, folders inside it, file
     */
    record Image(Path file, String label, String name) {}

    /**
     * Finds all images.
     *
     * @param folder holds one folder for each class
     * @param unlabelled the folder of the unlabelled images, which is no class where it is one of these; null for none
     * @param omissions receives what is left out
     * @return at least one, in the order of the names of folders and files
     * @throws DataFileException if there is none, a folder of a class holds none, a folder's name cannot be a label, or
     *     images are in a class and among the unlabelled ones
     */
    static List<Image> find(Path folder, Path unlabelled, Omissions omissions) {
        Path apart = unlabelled == null ? null : realPath(unlabelled);
        if (apart != null && realPath(folder).startsWith(apart)) {
            throw new DataFileException(
                    unlabelled,
                    "a folder of unlabelled images apart from those of the classes",
                    "one that holds the classes of " + folder + ", whose images would count twice");
        }
        return new ClassFolders(omissions, apart).find(folder);
    }

    /**
     * Finds all images of a folder whose classes are not known.
     *
     * @param folder holds images, and folders of them
     * @param omissions receives what is left out
     * @return at least one, in the order of the names of folders and files
     * @throws DataFileException if there is none
     */
    static List<Image> findUnlabelled(Path folder, Omissions omissions) {
        return new ClassFolders(omissions, null).images(folder, null);
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
        if (realPath(folder).equals(unlabelled)) {
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
        Search search = new Search(label, unlabelled, new ArrayList<>(), new Omissions(), new ArrayDeque<>());
        search.enter(folder, label == null ? "" : label);
        if (search.images().isEmpty()) {
            throw new DataFileException(
                    folder,
                    "at least one image in the folder " + (label == null ? "of the unlabelled images" : "of a class")
                            + ", ending with " + String.join(", ", ENDINGS),
                    search.omissions().isEmpty() ? "none" : search.omissions().toString());
        }
        omissions.addAll(search.omissions());
        return search.images();
    }

    /**
     * The images of one class, in its folder and all folders inside it.
     *
     * @param label name of the class
     * @param unlabelled the real path of a folder whose images are in no class, or null
     * @param images what was found
     * @param omissions what was left out
     * @param above the real paths of the folders on the way, so that links to one of them end
     */
    private record Search(String label, Path unlabelled, List<Image> images, Omissions omissions, Deque<Path> above) {

        void enter(Path folder, String name) {
            Path real = realPath(folder);
            if (unlabelled != null && real.startsWith(unlabelled)) {
                throw new DataFileException(
                        folder,
                        "images of the class '" + label + "'",
                        "the folder of the unlabelled images: put it beside the folders of the classes, or elsewhere");
            }
            if (above.contains(real)) {
                omissions.add("links to a folder that contains them", folder);
                return;
            }
            above.push(real);
            sorted(folder).forEach(child -> look(child, name + "/" + ClassFolders.name(child)));
            above.pop();
        }

        private void look(Path child, String name) {
            boolean hidden = ClassFolders.name(child).startsWith(".");
            if (leadsNowhere(child)) {
                omissions.add("links that lead nowhere", child);
            } else if (Files.isDirectory(child) && isHousekeeping(ClassFolders.name(child))) {
                omissions.add("hidden folders", child);
            } else if (Files.isDirectory(child)) {
                enter(child, name);
            } else if (hidden && hasImageEnding(child)) {
                omissions.add("hidden files", child);
            } else if (hasImageEnding(child) && Files.isRegularFile(child)) {
                images.add(new Image(child, label, name));
            } else if (!hidden && !isHousekeepingFile(child)) {
                omissions.add("files that do not end with " + String.join(", ", ENDINGS), child);
            }
        }
    }

    private static Path realPath(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new DataFileException(folder, "a readable folder", FileErrors.reason(e));
        }
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
            throw new DataFileException(folder, "a readable folder", FileErrors.reason(e));
        }
    }
}
