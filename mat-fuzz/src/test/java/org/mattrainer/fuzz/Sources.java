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
package org.mattrainer.fuzz;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.mattrainer.data.DataFileException;
import org.tribuo.DataSource;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/** Reads data sources to their end. */
final class Sources {

    private Sources() {}

    /** Reads all examples, or expects a refusal. */
    static void read(Supplier<DataSource<Label>> maker) {
        Refusal.allow(
                () -> {
                    long values = 0;
                    for (Example<Label> example : maker.get()) {
                        values += example.size();
                    }
                    if (values < 0) {
                        throw new AssertionError("more values than can be counted");
                    }
                },
                DataFileException.class,
                PropertyException.class,
                UncheckedIOException.class);
    }
}
