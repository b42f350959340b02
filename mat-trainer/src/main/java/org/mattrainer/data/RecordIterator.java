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
import java.util.NoSuchElementException;

/** Reads a file record by record; closes it behind the last one. */
final class RecordIterator<T> implements Iterator<T> {

    private final int count;
    private final DataFileReader reader;
    private final RecordReader<T> records;
    private int next;

    RecordIterator(int count, DataFileReader reader, RecordReader<T> records) {
        this.count = count;
        this.reader = reader;
        this.records = records;
    }

    @Override
    public boolean hasNext() {
        return next < count;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("Only " + count + " examples");
        }
        T element = records.read(reader, next++);
        if (!hasNext()) {
            reader.close();
        }
        return element;
    }

    /** Makes something of the next bytes of a file. */
    interface RecordReader<T> {

        /** Reads record number {@code index}. */
        T read(DataFileReader reader, int index);
    }
}
