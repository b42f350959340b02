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
package org.mattrainer.training;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.mattrainer.internal.files.Sha256;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.classification.Label;

/** What tells examples from others: SHA-256 over labels and features in their order. Weights do not count. */
final class ExampleFingerprint {

    private ExampleFingerprint() {}

    static String of(Iterable<Example<Label>> examples) {
        MessageDigest digest = Sha256.digest();
        for (Example<Label> example : examples) {
            add(digest, example.getOutput().getLabel(), example.size());
            for (Feature feature : example) {
                add(digest, feature.getName(), feature.getValue());
            }
        }
        return Sha256.hex(digest);
    }

    /** A text with its length, so that no two lists of them have the same bytes, and a number. */
    private static void add(MessageDigest digest, String text, double number) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
        digest.update(ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
    }
}
