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
package org.mattrainer.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.internal.engine.DropoutMasks;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Node;
import org.mattrainer.nn.Tap;
import org.mattrainer.objective.Auxiliary;
import org.mattrainer.objective.AuxiliaryNetwork;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.Draws;
import org.mattrainer.objective.SeededDraws;
import org.mattrainer.objective.StackedWhatWhere;
import org.mattrainer.objective.StepContext;

/** One step of a stacked what-where auto-encoder and its decoder against golden vectors. */
class StackedWhatWhereGoldenTest {

    static List<GoldenCase> cases() {
        return GoldenFile.comparators("swwae");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void oneStep(GoldenCase golden) {
        Map<String, Double> middle = golden.numbersByName("lambda_middle");
        assertEquals(List.of("d1"), List.copyOf(middle.keySet()));
        assertEquals("p1", golden.textsByName("middle_targets").get("d1"));
        boolean detached = golden.flag("detach_targets");
        StackedWhatWhere term = new StackedWhatWhere(golden.number("lambda_rec"), middle.get("d1"), detached);
        Map<String, List<Integer>> shapes = new HashMap<>();
        golden.inputs("p.")
                .forEach(key -> shapes.put(key.substring(2), golden.input(key).shape()));
        GraphBuilder builder = new GraphBuilder(shapes);
        Network model = encoder(golden, builder);
        AuxiliaryNetwork made = term.auxiliaries(model).get(0);
        List<String> names = new ArrayList<>();
        golden.graph("decoder")
                .forEach(node -> Stream.of("w", "b")
                        .map(node::tensor)
                        .filter(name -> name != null)
                        .forEach(names::add));
        int labelled = golden.input("x_l").dimension(0);
        int unlabelled = golden.input("x_u").dimension(0);
        try (Workers workers = new Workers(2)) {
            int capacity = Math.max(labelled, unlabelled);
            NetworkEngine engine = NetworkPair.engine(golden, model, builder.parameters(), capacity, workers);
            NetworkEngine decoder = NetworkPair.engine(golden, made.network(), names, capacity, workers);
            Auxiliary auxiliary = new Auxiliary(decoder, new SeededDraws(1));
            StepContext context = new StepContext(
                    engine,
                    null,
                    new Given(golden, builder.drawing()),
                    Map.of(made.name(), auxiliary),
                    null,
                    null,
                    Map.of());
            context.begin(0);
            long[] ids = LongStream.range(0, capacity).toArray();
            context.labelled()
                    .set(0, golden.input("x_l").floats(), golden.input("y_l").labels(), null, ids, labelled);
            context.unlabelled().set(0, golden.input("x_u").floats(), null, null, ids, unlabelled);
            double ce = new CrossEntropy().apply(context);
            double value = term.apply(context);
            Map<String, Double> measures = context.takeMeasures();
            context.backward();
            golden.verify("loss.ce", ce);
            golden.verify("loss.rec", measures.get("image"));
            golden.verify("loss.middle", measures.get("middle"));
            golden.verify("loss.total", ce + value);
            float[] image = auxiliary.pass(null, context.unlabelled()).values(new Tap("image"));
            golden.verify("aux.rec", Arrays.copyOf(image, golden.input("x_u").data().length));
            NetworkPair.verifyGradients(golden, engine, builder.parameters());
            NetworkPair.verifyGradients(golden, decoder, names);
            float[] dx = new float[golden.input("x_l").data().length];
            context.labelled().pass().backward(dx);
            golden.verify("grad.x_l", dx);
            // The image is a target as well.
            float[] du = new float[golden.input("x_u").data().length];
            context.unlabelled().noiseless().backward(du);
            for (int i = 0; i < du.length; i++) {
                double rest = image[i] - golden.input("x_u").data()[i];
                du[i] -= (float) (2 * golden.number("lambda_rec") * rest / du.length);
            }
            golden.verify("grad.x_u", du);
        }
        golden.finish();
    }

    /** The encoder with the taps that the term reads: what each pooling reads and makes. */
    private static Network encoder(GoldenCase golden, GraphBuilder builder) {
        builder.name("x", Node.INPUT);
        Map<Tap, Integer> taps = new LinkedHashMap<>();
        List<GoldenNode> nodes = golden.graph("encoder");
        int level = 0;
        for (int i = 0; i < nodes.size(); i++) {
            builder.add(nodes.get(i));
            if (nodes.get(i).op().equals("maxpool2d")) {
                level++;
                taps.put(new Tap("m" + level), i - 1);
                taps.put(new Tap("p" + level), i);
            }
        }
        taps.put(Tap.LATENT, nodes.size() - 2);
        taps.put(Tap.LOGITS, nodes.size() - 1);
        Network open = builder.build(
                GraphCase.shape(golden.input("x_l")), List.of(nodes.get(level).toString()));
        return new Network(open.input(), open.nodes(), taps);
    }

    /** The mask of the labelled pass. */
    private record Given(GoldenCase golden, Map<String, Integer> nodes) implements Draws {

        @Override
        public void gaussians(StreamPurpose purpose, long step, long[] examples, int n, int size, float[] out) {
            throw new AssertionError("Expected no noise");
        }

        @Override
        public long stream(StreamPurpose purpose, long step, long example) {
            throw new AssertionError("Expected no changes of images");
        }

        @Override
        public void masks(StreamPurpose purpose, long step, long[] examples, int n, DropoutMasks masks) {
            nodes.forEach((name, node) -> {
                float[] given = golden.input("mask.l." + name).floats();
                System.arraycopy(given, 0, masks.mask(node), 0, given.length);
            });
        }
    }
}
