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

import java.util.Iterator;
import java.util.function.ObjIntConsumer;
import org.tribuo.DataSource;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/** Reads a source from end to end and says at which example it failed, which the host's readers of tables leave out. */
final class ExampleReading {

    private ExampleReading() {}

    /**
     * Reads all examples.
     *
     * @param source the source
     * @param use called with each example and its number, from 0
     * @return number of examples
     * @throws DataFileException if the source throws it, as it is
     * @throws IllegalArgumentException if the source fails otherwise
     */
    static int each(DataSource<Label> source, ObjIntConsumer<Example<Label>> use) {
        Iterator<Example<Label>> examples = source.iterator();
        int count = 0;
        while (true) {
            Example<Label> example;
            try {
                if (!examples.hasNext()) {
                    return count;
                }
                example = examples.next();
            } catch (DataFileException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("example " + (count + 1) + " cannot be read: " + e.getMessage(), e);
            }
            use.accept(example, count);
            count++;
        }
    }
}
