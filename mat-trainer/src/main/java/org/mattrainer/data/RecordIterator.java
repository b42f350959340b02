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
import java.util.function.IntFunction;

/** Makes elements of the records of a file, one after the other; closes the file behind the last one. */
final class RecordIterator<T> implements Iterator<T> {

    private final int count;
    private final IntFunction<T> read;
    private final Runnable close;
    private int next;

    /**
     * Makes an iterator.
     *
     * @param count number of elements, at least 1
     * @param read reads the next record and makes an element of it; gets the number of the element
     * @param close closes the file
     */
    RecordIterator(int count, IntFunction<T> read, Runnable close) {
        this.count = count;
        this.read = read;
        this.close = close;
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
        T element = read.apply(next++);
        if (!hasNext()) {
            close.run();
        }
        return element;
    }
}
