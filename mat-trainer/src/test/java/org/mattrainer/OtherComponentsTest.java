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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.nn.Architecture;
import org.mattrainer.nn.Flatten;
import org.mattrainer.nn.Linear;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NotationArchitecture;
import org.mattrainer.nn.TensorShape;
import org.mattrainer.optimise.Schedule;
import org.mattrainer.optimise.TrainingLength;

/** Components of a user's own that do not keep to what is asked of them are told so. */
class OtherComponentsTest {

    /** A network of a user's own that takes no notice of what it is asked for. */
    private record Fixed(TensorShape input, int classes) implements Architecture {

        @Override
        public Network network(TensorShape wanted, int count) {
            return new Network(input, List.of(new Flatten(), new Linear(classes, true)), 1);
        }

        @Override
        public ConfiguredObjectProvenance getProvenance() {
            return new ConfiguredObjectProvenanceImpl(this, "Architecture");
        }
    }

    private static void refused(String expected, Architecture architecture) {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.architecture = architecture;
        MatTrainer trainer = builder.build();
        PropertyException e = assertThrows(PropertyException.class, () -> trainer.train(TinyImages.dataset(9, 1)));
        assertEquals("architecture", e.getProperty());
        assertTrue(e.getMessage().contains(expected), e.getMessage());
        assertEquals(0, trainer.getInvocationCount());
    }

    @ParameterizedTest
    @CsvSource({"1, 4, 9, 3", "1, 6, 6, 4", "1, 6, 6, 2"})
    void aNetworkForOtherImagesOrClassesIsRefused(int channels, int height, int width, int classes) {
        refused(
                "a network from images of 1x6x6 to 3 logits, one for each class, found",
                new Fixed(new TensorShape(channels, height, width), classes));
    }

    @ParameterizedTest
    @CsvSource({"C3x4-R-F-D*-@logits, latent vector", "C3x4-@side-R-F-D*, expected a Z behind the latent layer"})
    void aNetworkWithoutALatentVectorIsRefused(String layers, String expected) {
        refused(expected, new NotationArchitecture(layers));
    }

    /** A schedule that goes on falling when it has come to 0. */
    private record Falling(double slope) implements Schedule {

        @Override
        public double scale(long step, TrainingLength length) {
            return 1 - slope * step;
        }

        @Override
        public ConfiguredObjectProvenance getProvenance() {
            return new ConfiguredObjectProvenanceImpl(this, "Schedule");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.6, Double.NaN, Double.NEGATIVE_INFINITY})
    void aScaleBelowZeroIsRefused(double slope) {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.schedule = new Falling(slope);
        MatTrainer trainer = builder.build();
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> trainer.train(TinyImages.dataset(30, 1)));
        assertTrue(e.getMessage().contains("Expected a finite scale of at least 0 of Falling"), e.getMessage());
    }
}
