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
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.Result;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.image.ContrastNormalisation;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.PixelMap;
import org.mattrainer.image.Preprocessing;
import org.mattrainer.image.PreprocessingChain;
import org.mattrainer.image.Standardise;
import org.mattrainer.image.UnitScale;
import org.mattrainer.image.WhiteningRegularisation;
import org.mattrainer.image.ZcaWhitening;
import org.mattrainer.nn.AllConvolutional;
import org.mattrainer.nn.Architecture;
import org.mattrainer.nn.ConvLarge;
import org.mattrainer.nn.LeNetsPlusPlus;
import org.mattrainer.nn.NetworkInNetwork;
import org.mattrainer.nn.NotationArchitecture;
import org.mattrainer.onnx.OnnxNames;
import org.mattrainer.training.UnseenPixels;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.ONNXExportable;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.interop.onnx.OnnxTestUtils;

/** What is exported computes in ONNX Runtime what the model computes here. */
class OnnxExportTest {

    private static final double TOLERANCE = 1e-5;
    private static final String DOMAIN = "org.mattrainer.test";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                TrainerBuilder.PLAIN,
                TrainerBuilder.NORMALISED,
                "C5x3s2p1n-L0.1-A2s1-C1x4-R-G-Z",
                "C3x4p0-B-R-M3s2c-F-D5n-R-B-Z",
                "C3x4-(@1-B-R-C3x4n-B-R-C3x4n-+1)x2-@1-C3x6s2n-@2-<1-K2x6-+2-@3-C3x6-S-@4-<3-C3x6-H-*4,3-&3-X-G-Z",
                "C3x4-R-M2-T3x5-R-U2-T2x3s2p0-A2-F-D12-W3x2x2-T4x2n-G-Z",
                "C3x4wg-L-T3x3w-R-A2-T3x4s1nwg-C3x5s2nw-F-D6wg-R-Z",
                "C3x4n-Bp-N-E-R-C3x5-Q-Eb-F-D4-Bp-N-E-Q-Z",
                "C3x4-Y0.5-S-I6x2x4x3-Yn-I3x12x1x1-Y-D3-Z"
            })
    void theHostsReaderPredictsTheSame(String layers) throws Exception {
        Model<Label> model = TrainerBuilder.mat().network(layers).build().train(TinyImages.dataset(30, 1));
        compareByTheHost(model);
    }

    /** Vectors and maps of one pixel are the same here, not in ONNX. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "C3x8-R-A6-Z-D*",
                "C6x5p0-Y0.5-P-Bm-E-B-Q-G-Z-D*",
                "C3x4-M6-@1-C1x4-R-@2-D4-+1,2-Z-C1x3",
                "C3x4-A6-U3-C3x5-R-M3-I1x3x1x1-@1-D3-S-&1-Z-M1-D*",
                "F-W36x1x1-T3x4s1p1-R-@1-K2x6-@2-<1-D6-H-*2,2-B-T2x6s2p0-A2-Z-R-D*"
            })
    void mapsOfOnePixelAreVectors(String layers) throws Exception {
        TrainerBuilder builder = TrainerBuilder.mat();
        builder.architecture = new NotationArchitecture(layers);
        compareByTheHost(builder.build().train(TinyImages.dataset(30, 1)));
    }

    @Test
    void featuresWithoutPlacesAreVectors() throws Exception {
        TrainerBuilder builder = TrainerBuilder.baseline().network("D5-P-Y0.5-D2-Z");
        builder.pixels = PixelMap.flat();
        compareByTheHost(builder.build().train(TinyImages.dataset(30, 1)));
    }

    static Stream<Preprocessing> preprocessing() {
        return Stream.of(
                new Standardise(),
                new PreprocessingChain(List.of(new UnitScale(), new ContrastNormalisation())),
                new PreprocessingChain(
                        List.of(new UnitScale(), new ZcaWhitening(1e-2, WhiteningRegularisation.ADDED_TO_VARIANCE))));
    }

    @ParameterizedTest
    @MethodSource("preprocessing")
    void preprocessingIsPartOfTheGraph(Preprocessing preprocessing) throws Exception {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.preprocessing = preprocessing;
        compareByTheHost(builder.build().train(TinyImages.dataset(60, 1)));
    }

    @Test
    void probabilitiesAreTheCalibratedOnes() throws Exception {
        MatModel model = TrainerBuilder.baseline()
                .builder()
                .calibrationHeldOut(0.2)
                .build()
                .train(TinyImages.dataset(60, 1));
        assertNotEquals(1, model.temperature());
        compareByTheHost(model);
    }

    @Test
    void membersOfAnEnsembleAreOneGraph() throws Exception {
        MatTrainer member = TrainerBuilder.baseline().build();
        compareByTheHost(
                new BaggingTrainer<>(member, new FullyWeightedVotingCombiner(), 3, 1).train(TinyImages.dataset(60, 1)));
    }

    /** The host numbers labels as a hash table has them; an ensemble is exported by the host itself. */
    @Test
    void theMetadataTellWhichColumnIsWhich() throws IOException, OrtException {
        List<String> odd = List.of("say \"hi\", back\\slash", "line\nand\ttab", "Gr\u00fcn \ud83d\ude00");
        List<Example<Label>> examples = new ArrayList<>();
        for (Example<Label> example : TinyImages.examples(30, 1)) {
            String label = odd.get(TinyImages.LABELS.indexOf(example.getOutput().getLabel()));
            examples.add(new ArrayExample<>(new Label(label), example, 1f));
        }
        MutableDataset<Label> data = TinyImages.dataset(examples);
        MatTrainer trainer = TrainerBuilder.baseline().build();
        MatModel model = trainer.train(data);
        assertNames(model, model.exportONNXImageModel(DOMAIN, 1), OnnxNames.LABELS);
        assertNames(model, model.exportONNXModel(DOMAIN, 1), OnnxNames.LABELS, OnnxNames.FEATURES);
        Model<Label> ensemble = new BaggingTrainer<>(trainer, new FullyWeightedVotingCombiner(), 2, 1).train(data);
        ModelProto proto = ((ONNXExportable) ensemble).exportONNXModel(DOMAIN, 1);
        ModelProto named = OnnxNames.withFeatures(proto, ensemble);
        assertNames(ensemble, named, OnnxNames.LABELS, OnnxNames.FEATURES);
        assertEquals(named, OnnxNames.withFeatures(named, ensemble));
    }

    private static void assertNames(Model<Label> model, ModelProto proto, String... keys)
            throws IOException, OrtException {
        Map<String, List<String>> expected = new HashMap<>();
        for (int id = 0; id < model.getOutputIDInfo().size(); id++) {
            expected.computeIfAbsent(OnnxNames.LABELS, key -> new ArrayList<>())
                    .add(model.getOutputIDInfo().getOutput(id).getLabel());
        }
        for (int id = 0; id < model.getFeatureIDMap().size(); id++) {
            expected.computeIfAbsent(OnnxNames.FEATURES, key -> new ArrayList<>())
                    .add(model.getFeatureIDMap().get(id).getName());
        }
        try (OrtSession onnx = OrtEnvironment.getEnvironment().createSession(proto.toByteArray())) {
            Map<String, String> metadata = onnx.getMetadata().getCustomMetadata();
            assertEquals(Set.of(keys), intersection(metadata.keySet(), expected.keySet()));
            for (String key : keys) {
                assertEquals(expected.get(key), new ObjectMapper().readValue(metadata.get(key), List.class));
            }
        }
    }

    private static Set<String> intersection(Set<String> first, Set<String> second) {
        Set<String> both = new HashSet<>(first);
        both.retainAll(second);
        return both;
    }

    private void compareByTheHost(Model<Label> model) throws IOException, OrtException {
        Path file = folder.resolve("model.onnx");
        ((ONNXExportable) model).saveONNXModel(DOMAIN, 1, file);
        OnnxTestUtils.onnxLabelComparison(model, file, TinyImages.dataset(30, 7), TOLERANCE);
    }

    static Stream<Arguments> presets() {
        return Stream.of(
                Arguments.of(new LeNetsPlusPlus(), new ImageShape(1, 28, 28)),
                Arguments.of(new ConvLarge(), new ImageShape(3, 32, 32)),
                Arguments.of(new AllConvolutional(), new ImageShape(3, 32, 32)),
                Arguments.of(new NetworkInNetwork(), new ImageShape(3, 32, 32)));
    }

    @ParameterizedTest
    @MethodSource("presets")
    void presetsOnImagesGiveProbabilitiesAndLatentVectors(Architecture architecture, ImageShape shape)
            throws OrtException {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.pixels = new PixelMap(shape.channels(), shape.height(), shape.width());
        builder.architecture = architecture;
        builder.epochs = 1;
        builder.minibatchSize = 3;
        MutableDataset<Label> images = TinyImages.dataset(noise(shape, 3));
        MatModel model = builder.build().train(images);
        ModelProto proto = model.exportONNXImageModel(DOMAIN, 1);
        int n = images.size();
        float[] raw = new float[n * shape.size()];
        try (GradientSession session = model.open(n);
                OrtSession onnx = OrtEnvironment.getEnvironment().createSession(proto.toByteArray());
                OnnxTensor input = tensor(raw, images, shape);
                Result result = onnx.run(Map.of("input", input))) {
            float[][] output = (float[][]) result.get("output").orElseThrow().getValue();
            float[][] latent = (float[][]) result.get("latent").orElseThrow().getValue();
            float[] fed = new float[raw.length];
            for (int i = 0; i < n; i++) {
                session.read(images.getExample(i), fed, i);
            }
            session.forward(fed, n);
            float[] expectedLatent = session.latent();
            int size = model.network().latentSize();
            for (int i = 0; i < n; i++) {
                Prediction<Label> expected = model.predict(images.getExample(i));
                for (Label label : expected.getOutputScores().values()) {
                    int id = model.getOutputIDInfo().getID(label);
                    assertEquals(label.getScore(), output[i][id], TOLERANCE);
                }
                assertEquals(size, latent[i].length);
                for (int j = 0; j < size; j++) {
                    float value = expectedLatent[i * size + j];
                    assertEquals(value, latent[i][j], TOLERANCE * Math.max(1, Math.abs(value)));
                }
            }
        }
    }

    /** A pixel in which no image of the training had any ink. */
    @ParameterizedTest
    @EnumSource(UnseenPixels.class)
    void pixelsThatAreNotReadHaveNoEffectOnImages(UnseenPixels unseen) throws OrtException {
        List<Example<Label>> training = new ArrayList<>(TinyImages.examples(30, 1));
        training.forEach(example -> example.removeFeatures(List.of(new Feature(TinyImages.name(7), 0))));
        MatModel model =
                TrainerBuilder.baseline().builder().unseenPixels(unseen).build().train(TinyImages.dataset(training));
        ImageShape shape = new ImageShape(1, TinyImages.SIDE, TinyImages.SIDE);
        int[] ink = new int[shape.size()];
        Arrays.fill(ink, 20);
        ink[7] = 255;
        MutableDataset<Label> inked =
                TinyImages.dataset(List.of(TinyImages.example(ink, new Label(TinyImages.LABELS.get(0)))));
        ModelProto proto = model.exportONNXImageModel(DOMAIN, 1);
        try (GradientSession session = model.open(1);
                OrtSession onnx = OrtEnvironment.getEnvironment().createSession(proto.toByteArray());
                OnnxTensor input = tensor(new float[shape.size()], inked, shape);
                Result result = onnx.run(Map.of("input", input))) {
            assertEquals(unseen == UnseenPixels.USE, session.isUsed(7));
            float[][] output = (float[][]) result.get("output").orElseThrow().getValue();
            for (Label label :
                    model.predict(inked.getExample(0)).getOutputScores().values()) {
                assertEquals(label.getScore(), output[0][model.getOutputIDInfo().getID(label)], TOLERANCE);
            }
        }
    }

    private static OnnxTensor tensor(float[] raw, MutableDataset<Label> images, ImageShape shape) throws OrtException {
        for (int i = 0; i < images.size(); i++) {
            int from = i * shape.size();
            images.getExample(i).forEach(f -> raw[from + Integer.parseInt(f.getName())] = (float) f.getValue());
        }
        long[] dimensions = {images.size(), shape.channels(), shape.height(), shape.width()};
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(raw), dimensions);
    }

    private static List<Example<Label>> noise(ImageShape shape, int count) {
        SplittableRandom random = new SplittableRandom(1);
        List<Example<Label>> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] image = random.ints(shape.size(), 1, 256).toArray();
            examples.add(TinyImages.example(image, new Label("class " + i)));
        }
        return examples;
    }
}
