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
package org.mattrainer.evaluation.run.prediction;

import java.util.Locale;
import java.util.Optional;
import org.mattrainer.data.Resize;
import org.tribuo.Model;

/** What happens to image files of another size than the model takes. */
public enum SizeRule {
    /** They are resized as the training's images were, and refused where those were of one size. */
    AS_TRAINED,
    /** They are refused. */
    REFUSE,
    /** They are resized by {@link Resize#SQUASH}. */
    SQUASH,
    /** They are resized by {@link Resize#CROP}. */
    CROP,
    /** They are resized by {@link Resize#PAD}. */
    PAD;

    /** The names of all rules as a user writes them. */
    public static String[] words() {
        SizeRule[] rules = values();
        String[] words = new String[rules.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = rules[i].name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return words;
    }

    /** The rule of a name among {@link #words()}. */
    public static SizeRule of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** How images are resized for a model, empty if they are refused. */
    public Optional<Resize> resize(Model<?> model) {
        return switch (this) {
            case AS_TRAINED -> Resize.recordedIn(model.getProvenance().getDatasetProvenance());
            case REFUSE -> Optional.empty();
            case SQUASH -> Optional.of(Resize.SQUASH);
            case CROP -> Optional.of(Resize.CROP);
            case PAD -> Optional.of(Resize.PAD);
        };
    }
}
