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
package org.mattrainer.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsWriter;

/** Writes the parameters of a stage as Spark does, and its model beside them. */
final class StageWriter extends DefaultParamsWriter {

    /** The file of the model in the folder of the stage. */
    static final String MODEL = "model.mat";

    private final MatModelTransformer stage;

    StageWriter(MatModelTransformer stage) {
        super(stage);
        this.stage = stage;
    }

    @Override
    public void saveImpl(String path) {
        byte[] bytes = stage.bytes();
        super.saveImpl(path);
        Path file = new Path(path, MODEL);
        try (FSDataOutputStream output = file.getFileSystem(
                        sparkSession().sparkContext().hadoopConfiguration())
                .create(file)) {
            output.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
