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
package org.mattrainer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.data.PixelExample;
import org.mattrainer.fixture.Models;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.image.ImageShape;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/** Models are trained, stored and loaded in locales whose upper case of i is not I. */
class HostLocaleTest {

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "az-AZ", "tr", "lt-LT", "en-US"})
    void modelsAreStoredInEveryLocale(String tag) throws IOException {
        Locale usual = Locale.getDefault();
        Locale locale = Locale.forLanguageTag(tag);
        Locale.setDefault(locale);
        try {
            MatModel model = TrainerBuilder.mat().build().train(TinyImages.dataset(12, 1));
            byte[] bytes = model.serialize().toByteArray();
            assertEquals(locale, Locale.getDefault());
            Models.assertSameBits(model, (MatModel) Model.deserializeFromStream(new ByteArrayInputStream(bytes)));
            Example<Label> image = new PixelExample(new Label("i"), new ImageShape(1, 1, 2), new byte[] {1, 2});
            assertEquals(image, Example.deserialize(image.serialize()));
        } finally {
            Locale.setDefault(usual);
        }
    }
}
