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

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether what is taken for the classes of a folder of images are the parts of a data set, such as train and test, each
 * of which holds the folders of the classes.
 */
final class PartFolders {

    private static final int MOST_NAMES = 5;

    private PartFolders() {}

    /**
     * The doubt: all images lie in folders inside those of two or more classes, and two or more of these folders have
     * their like in every class. Images of a class that are sorted further, by year say, lie so as well, which is why it
     * is no more than a doubt.
     *
     * @param folder the folder of the classes
     * @param images the images of the classes
     * @return what was found and what it may mean; empty without a doubt
     */
    static Optional<String> doubt(Path folder, List<ClassFolders.Image> images) {
        Map<String, Set<String>> inside = new TreeMap<>();
        for (ClassFolders.Image image : images) {
            // The class, folders inside it, the file.
            String[] names = image.name().split("/");
            if (names.length < 3) {
                return Optional.empty();
            }
            inside.computeIfAbsent(names[0], name -> new HashSet<>()).add(names[1]);
        }
        Set<String> everywhere = new TreeSet<>(inside.values().iterator().next());
        inside.values().forEach(everywhere::retainAll);
        if (inside.size() < 2 || everywhere.size() < 2) {
            return Optional.empty();
        }
        return Optional.of("Images from " + folder + ": the classes are " + some(inside.keySet())
                + ", and each of these folders holds no images but folders of the same names, " + some(everywhere)
                + ": if those are the classes, name one of the former, such as "
                + folder.resolve(inside.keySet().iterator().next()) + ", in the place of " + folder);
    }

    private static String some(Set<String> names) {
        List<String> first =
                names.stream().limit(MOST_NAMES).map(name -> "'" + name + "'").toList();
        return String.join(", ", first) + (names.size() > MOST_NAMES ? ", ..." : "");
    }
}
