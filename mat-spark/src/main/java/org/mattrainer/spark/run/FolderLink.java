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
package org.mattrainer.spark.run;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * How an executor reaches a folder within the {@link ResultFolder}.
 *
 * @param root path or URI of the result folder
 * @param remote whether that is a URI
 * @param inside the folder within it, empty for itself
 * @param mark name of the driver's mark
 */
record FolderLink(String root, boolean remote, String inside, String mark) implements Serializable {

    private static FileSystem system(org.apache.hadoop.fs.Path path) throws IOException {
        return path.getFileSystem(
                SparkHadoopUtil.get().newConfiguration(SparkEnv.get().conf()));
    }

    /** Path or URI of the folder itself. */
    String name() {
        return inside.isEmpty() ? root : root + "/" + inside;
    }

    /** Whether the driver's mark is there. */
    boolean isMarked() throws IOException {
        if (!remote) {
            return Files.exists(Path.of(root, mark));
        }
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(root, mark);
        return system(path).exists(path);
    }

    /** Fetches the folder to this machine, where it is not here already. */
    LinkedFolder open() throws IOException {
        if (!remote) {
            return new LinkedFolder(this, Path.of(root).resolve(inside), null);
        }
        org.apache.hadoop.fs.Path there =
                inside.isEmpty() ? new org.apache.hadoop.fs.Path(root) : new org.apache.hadoop.fs.Path(root, inside);
        Path copy = Files.createTempDirectory("mattrainer-").resolve(there.getName());
        FolderMirror mirror = new FolderMirror(copy, system(there), there);
        mirror.pull();
        return new LinkedFolder(this, copy, mirror);
    }
}
