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
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Unpacks. The platform's class calls itself for each member that holds nothing; a file of thousands of them would
 * overflow the stack at a place where no state is sound any more, so that they are counted.
 */
final class GzipInput extends GZIPInputStream {

    private static final int MOST_EMPTY = 500;

    private int depth;

    GzipInput(InputStream file, int bufferSize) throws IOException {
        super(file, bufferSize);
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (depth == MOST_EMPTY) {
            throw new IOException("more than " + MOST_EMPTY + " empty gzip members in a row");
        }
        depth++;
        try {
            return super.read(target, from, length);
        } finally {
            depth--;
        }
    }
}
