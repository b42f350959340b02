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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.DescribeConfigurable;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.image.GaussianNoise;
import org.mattrainer.image.HorizontalFlip;
import org.mattrainer.image.RandomShift;
import org.mattrainer.image.Standardise;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.optimise.Adam;
import org.mattrainer.optimise.ConstantSchedule;
import org.mattrainer.optimise.StepSchedule;
import org.mattrainer.training.Initialisation;
import org.mattrainer.training.TrainingRun;
import org.mattrainer.training.UnlabelledPolicy;
import org.mattrainer.training.UnseenPixels;
import org.tribuo.Trainer;
import org.tribuo.test.Helpers;

/** The rules of the host for a configurable trainer, and the range of every setting. */
class MatTrainerConfigurationTest {

    private static List<Field> configFields() {
        List<Field> fields = new ArrayList<>();
        for (Field field : MatTrainer.class.getDeclaredFields()) {
            if (field.isAnnotationPresent(Config.class)) {
                fields.add(field);
            }
        }
        return fields;
    }

    @Test
    void fieldsAreAsTheHostWantsThem() throws NoSuchMethodException {
        assertTrue(Trainer.class.isAssignableFrom(MatTrainer.class));
        assertTrue(Modifier.isFinal(MatTrainer.class.getModifiers()));
        Constructor<MatTrainer> constructor = MatTrainer.class.getDeclaredConstructor();
        assertTrue(Modifier.isPrivate(constructor.getModifiers()));
        assertEquals(27, configFields().size());
        for (Field field : configFields()) {
            assertFalse(Modifier.isFinal(field.getModifiers()), field.getName());
            assertFalse(Modifier.isStatic(field.getModifiers()), field.getName());
            String description = field.getAnnotation(Config.class).description();
            assertTrue(description.length() > 10 && description.endsWith("."), field.getName() + ": " + description);
        }
    }

    static Stream<TrainerBuilder> settings() {
        TrainerBuilder everything = TrainerBuilder.mat();
        everything.preprocessing = new Standardise();
        everything.augmentations = List.of(new RandomShift(1), new HorizontalFlip(), new GaussianNoise(0.1));
        everything.mixture = new MixtureSettings();
        everything.optimiser = new Adam();
        everything.schedule = new StepSchedule(List.of(3, 5), 0.5);
        everything.gradientClip = 0;
        everything.unlabelledMinibatchSize = 3;
        everything.updatesPerEpoch = 7;
        everything.unlabelledPolicy = UnlabelledPolicy.USE;
        everything.unseenPixels = UnseenPixels.USE;
        everything.initialisation = Initialisation.XAVIER;
        everything.convolution = ConvolutionAlgorithm.DIRECT;
        TrainerBuilder constant = TrainerBuilder.baseline();
        constant.schedule = new ConstantSchedule();
        constant.convolution = ConvolutionAlgorithm.WINOGRAD;
        return Stream.of(TrainerBuilder.baseline(), TrainerBuilder.mat(), everything, constant);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void provenanceAndConfigurationAgree(TrainerBuilder builder) {
        MatTrainer trainer = builder.build();
        Helpers.testConfigurableRoundtrip(trainer);
        Helpers.testProvenanceMarshalling(trainer.getProvenance());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everySettingTrains(TrainerBuilder builder) {
        builder.epochs = 1;
        MatModel model = builder.build().train(TinyImages.dataset(12, 1));
        assertEquals(12, model.predict(TinyImages.dataset(12, 1)).size());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void textsHoldNoHashes(TrainerBuilder builder) {
        MatTrainer trainer = builder.build();
        Pattern hash = Pattern.compile("@[0-9a-f]{4,}");
        for (String text : List.of(trainer.toString(), trainer.getProvenance().toString())) {
            Matcher matcher = hash.matcher(text);
            assertFalse(matcher.find(), text);
        }
        for (Field field : configFields()) {
            assertTrue(trainer.toString().contains(field.getName() + "="), field.getName());
        }
    }

    @Test
    void theRunIsNoConfiguration() {
        MatTrainer trainer = TrainerBuilder.baseline().build();
        String before = trainer.getProvenance().toString();
        trainer.setRun(new TrainingRun().withThreads(7).withImageMemory(1 << 20));
        assertEquals(before, trainer.getProvenance().toString());
        Helpers.testConfigurableRoundtrip(trainer);
    }

    static Stream<Arguments> outOfRange() {
        return Stream.of(
                range("gradientClip", "-0.5", b -> b.gradientClip = -0.5),
                range("gradientClip", "NaN", b -> b.gradientClip = Double.NaN),
                range("gradientClip", "Infinity", b -> b.gradientClip = Double.POSITIVE_INFINITY),
                range("epochs", "0", b -> b.epochs = 0),
                range("minibatchSize", "0", b -> b.minibatchSize = 0),
                range("unlabelledMinibatchSize", "-1", b -> b.unlabelledMinibatchSize = -1),
                range("updatesPerEpoch", "-3", b -> b.updatesPerEpoch = -3),
                range("architecture", "none", b -> b.architecture = null),
                range("terms", "none", b -> b.terms = List.of()),
                range("optimiser", "none", b -> b.optimiser = null),
                range("schedule", "none", b -> b.schedule = null),
                range("unlabelledPolicy", "none", b -> b.unlabelledPolicy = null),
                range("unseenPixels", "none", b -> b.unseenPixels = null),
                range("initialisation", "none", b -> b.initialisation = null),
                range("convolution", "none", b -> b.convolution = null));
    }

    private static Arguments range(String field, String found, Consumer<TrainerBuilder> change) {
        return Arguments.of(field, found, change);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("outOfRange")
    void valuesOutOfRangeAreRefused(String field, String found, Consumer<TrainerBuilder> change) {
        TrainerBuilder builder = TrainerBuilder.baseline();
        change.accept(builder);
        PropertyException e = assertThrows(PropertyException.class, builder::build);
        assertEquals(field, e.getProperty());
        assertTrue(e.getMessage().contains("found " + found), e.getMessage());
    }

    @Test
    void theBuilderUsesTheDefaults() {
        TrainerBuilder b = TrainerBuilder.baseline();
        MatTrainer trainer = MatTrainer.builder(b.pixels)
                .network(b.architecture)
                .terms(b.terms)
                .epochs(1)
                .minibatchSize(4)
                .seed(9L)
                .build();
        assertTrue(trainer.toString().contains("preprocessing=UnitScale(offset=0.0,scale=255.0)"), trainer.toString());
        assertEquals(
                1,
                trainer.train(TinyImages.dataset(6, 1))
                        .predict(TinyImages.dataset(1, 1))
                        .size());
    }

    @Test
    void aBuilderHasASettingForEachFieldAndMakesOneTrainer() {
        List<String> settings = Arrays.stream(MatTrainerBuilder.class.getDeclaredMethods())
                .map(Method::getName)
                .map(name -> name.equals("network") ? "architecture" : name)
                .toList();
        // The pixels open the builder, and the fingerprint comes of the model.
        List<String> others = List.of("pixels", "initialModelFingerprint");
        for (Field field : configFields()) {
            assertTrue(others.contains(field.getName()) || settings.contains(field.getName()), field.getName());
        }
        MatTrainerBuilder builder = MatTrainer.builder(null).terms(List.of(new CrossEntropy()));
        assertThrows(PropertyException.class, () -> builder.epochs(0).build());
        builder.epochs(1).build();
        assertThrows(IllegalStateException.class, () -> builder.epochs(2));
    }

    @Test
    void theHostDescribesEveryField() {
        String description =
                DescribeConfigurable.generateFieldInfo(MatTrainer.class).toString();
        for (Field field : configFields()) {
            assertTrue(description.contains(field.getName()), field.getName());
        }
    }

    @Test
    void theVersionIsThatOfTheBuild() throws Exception {
        Path pom = Path.of(System.getProperty("basedir", "")).resolve("pom.xml");
        Matcher matcher = Pattern.compile("<artifactId>mat-parent</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(pom));
        assertTrue(matcher.find());
        assertEquals(MatTrainer.VERSION, matcher.group(1));
    }
}
