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
package org.mattrainer.evaluation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.mattrainer.evaluation.attack.Attack;
import org.mattrainer.internal.files.Sha256;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** A hash of all that the results of an attack depend on. */
final class ResultKey {

    private final byte[] common;

    /**
     * Hashes what all attacks share.
     *
     * @param model the model with all its parameters
     * @param examples predictions that hold the examples
     * @param settings other settings as text
     */
    ResultKey(Model<Label> model, List<Prediction<Label>> examples, String settings) {
        MessageDigest digest = Sha256.digest();
        digest.update(model.serialize().toByteArray());
        digest.update(settings.getBytes(StandardCharsets.UTF_8));
        ByteBuffer value = ByteBuffer.allocate(8);
        for (Prediction<Label> prediction : examples) {
            update(digest, prediction.getExample().getOutput().getLabel());
            for (Feature feature : prediction.getExample()) {
                update(digest, feature.getName());
                digest.update(value.clear().putDouble(feature.getValue()).flip());
            }
        }
        this.common = digest.digest();
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    /** The hash of an attack with all its settings. */
    String of(Attack attack) {
        return of(attack.fingerprint());
    }

    /** The hash of work that a text describes with all its settings. */
    String of(String work) {
        MessageDigest digest = Sha256.digest();
        digest.update(common);
        digest.update(work.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }
}
