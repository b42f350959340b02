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

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mattrainer.internal.files.CacheFolder;

/**
 * Finds the files of well-known data sets. They are looked for in the folder of the system property {@code dataDir}, in
 * the folder of the environment variable {@code MAT_DATA_DIR}, and in the cache folder, each time in a sub-folder
 * named after the data set and then, but for MNIST and Fashion-MNIST in the cache, whose files have the same names, in
 * the folder itself, gzipped or not. Only when they are in none of these and downloading is switched on are they fetched
 * into the cache folder.
 */
public final class DatasetFiles {

    /** System property: a folder with data. */
    public static final String DATA_DIR_PROPERTY = "dataDir";

    /** Environment variable: a folder with data. */
    public static final String DATA_DIR_VARIABLE = "MAT_DATA_DIR";

    /** System property: the cache folder, instead of {@code .cache/mattrainer} in the user's home. */
    public static final String CACHE_PROPERTY = CacheFolder.PROPERTY;

    /** System property: {@code true} switches downloading on. */
    public static final String DOWNLOAD_PROPERTY = "mattrainer.download";

    /** System property: an address with copies of the data sets' folders, used instead of the public mirrors. */
    public static final String MIRROR_PROPERTY = "mattrainer.mirror";

    private final Map<String, Path> folders;
    private final Path cache;
    private final boolean download;

    /**
     * The two files of a part.
     *
     * @param images the file with the images
     * @param labels the file with the labels
     */
    public record Located(Path images, Path labels) {}

    /**
     * Any search.
     *
     * @param folders folders to look in, in this order, by what they are to be called in a message
     * @param cache the cache folder, which need not exist; null for none, where nothing can be downloaded
     * @param download whether missing files are fetched into the cache folder
     */
    public DatasetFiles(Map<String, Path> folders, Path cache, boolean download) {
        this.folders = new LinkedHashMap<>(folders);
        this.cache = cache;
        this.download = download;
    }

    /**
     * The search that the system properties and the environment of this process describe.
     *
     * @return a new search
     */
    public static DatasetFiles fromEnvironment() {
        return fromEnvironment(System.getenv(DATA_DIR_VARIABLE));
    }

    /** The search with another value of the environment variable, or null for none. */
    static DatasetFiles fromEnvironment(String variable) {
        Map<String, Path> folders = new LinkedHashMap<>();
        String property = System.getProperty(DATA_DIR_PROPERTY);
        if (property != null && !property.isEmpty()) {
            folders.put("-D" + DATA_DIR_PROPERTY, Path.of(property));
        }
        if (variable != null && !variable.isEmpty()) {
            folders.put(DATA_DIR_VARIABLE, Path.of(variable));
        }
        return new DatasetFiles(folders, CacheFolder.find().orElse(null), Boolean.getBoolean(DOWNLOAD_PROPERTY));
    }

    /**
     * Finds the files of a part of a data set. What they hold is for the reader to check.
     *
     * @param dataset the data set
     * @param part which part
     * @return paths of existing files
     * @throws DataFileException if they are nowhere; the message says which files, where they were looked for, and how
     *     to get them
     */
    public Located locate(StandardDataset dataset, DataPart part) {
        List<DatasetFile> files = List.of(dataset.images(part), dataset.labels(part));
        List<Path> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (DatasetFile file : files) {
            Path path = search(dataset, file);
            if (path == null && download) {
                path = cacheFolder(dataset)
                        .orElseThrow(() -> new DataFileException(file.name()
                                + ": expected a folder to download it into, found no home folder of this user; name one"
                                + " with -D" + CACHE_PROPERTY + "=FOLDER"))
                        .resolve(file.name() + ".gz");
                new Downloader(mirrors(dataset)).fetch(file, path);
            }
            if (path == null) {
                missing.add(file.name() + "[.gz]");
            }
            found.add(path);
        }
        if (!missing.isEmpty()) {
            throw new DataFileException(nowhere(dataset, missing));
        }
        return new Located(found.get(0), found.get(1));
    }

    /**
     * Finds a file or folder of any other data set.
     *
     * @param dataset its name, for the message
     * @param places paths inside a data folder, the first to be tried first
     * @param origin where a user gets it, for the message
     * @return an existing path
     * @throws DataFileException if it is nowhere; the message says what was looked for where, and how to get it
     */
    public Path locate(String dataset, List<String> places, String origin) {
        List<Path> all = new ArrayList<>(folders.values());
        if (cache != null) {
            all.add(cache);
        }
        for (Path folder : all) {
            for (String place : places) {
                Path path = folder.resolve(place);
                if (Files.exists(path)) {
                    return path.toAbsolutePath().normalize();
                }
            }
        }
        String where = all.stream().map(Path::toString).collect(Collectors.joining(", "));
        throw new DataFileException(dataset + ": expected " + String.join(" or ", places) + ", found none in " + where
                + " (" + given() + "). To get it: fetch it from " + origin + " into one of these folders, or set "
                + DATA_DIR_VARIABLE + " to the folder that has it");
    }

    private static List<URI> mirrors(StandardDataset dataset) {
        String own = System.getProperty(MIRROR_PROPERTY);
        return own == null || own.isEmpty()
                ? dataset.mirrors()
                : List.of(URI.create(own.replaceAll("/*$", "/") + dataset.folder() + "/"));
    }

    private Path search(StandardDataset dataset, DatasetFile file) {
        for (Path folder : searched(dataset)) {
            for (String suffix : List.of(".gz", "")) {
                Path path = folder.resolve(file.name() + suffix);
                if (Files.isRegularFile(path)) {
                    return path.toAbsolutePath().normalize();
                }
            }
        }
        return null;
    }

    private List<Path> searched(StandardDataset dataset) {
        List<Path> list = new ArrayList<>();
        for (Path folder : folders.values()) {
            list.add(folder.resolve(dataset.folder()));
            list.add(folder);
        }
        cacheFolder(dataset).ifPresent(list::add);
        return list;
    }

    private Optional<Path> cacheFolder(StandardDataset dataset) {
        return Optional.ofNullable(cache).map(folder -> folder.resolve(dataset.folder()));
    }

    private String nowhere(StandardDataset dataset, List<String> missing) {
        String where = searched(dataset).stream().map(Path::toString).collect(Collectors.joining(", "));
        return dataset + ": expected the files " + String.join(", ", missing) + ", found none in " + where + " ("
                + given()
                + "). To get them: give --download (or -D" + DOWNLOAD_PROPERTY + "=true), or fetch them from "
                + dataset.mirrors().get(0) + " into one of these folders, or set " + DATA_DIR_VARIABLE
                + " to the folder that has them";
    }

    private String given() {
        return folders.isEmpty()
                ? "neither -D" + DATA_DIR_PROPERTY + " nor " + DATA_DIR_VARIABLE + " is set"
                : folders.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(", "));
    }
}
