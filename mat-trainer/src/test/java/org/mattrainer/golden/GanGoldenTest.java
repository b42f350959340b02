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

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.internal.engine.DropoutMasks;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.internal.training.PlayedSteps;
import org.mattrainer.nn.Dropout;
import org.mattrainer.nn.Network;
import org.mattrainer.objective.AuxiliaryNetwork;
import org.mattrainer.objective.CatGan;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.Draws;
import org.mattrainer.objective.FeatureDistance;
import org.mattrainer.objective.FeatureMatching;
import org.mattrainer.objective.StepContext;
import org.mattrainer.objective.Term;
import org.mattrainer.optimise.Adam;
import org.mattrainer.optimise.AdamForm;
import org.mattrainer.optimise.Optimiser;
import org.mattrainer.optimise.Sgd;
import org.mattrainer.optimise.WeightDecayScope;
import org.mattrainer.training.StepReport;

/** Rounds of generative adversarial networks against golden vectors: losses, gradients, both networks afterwards. */
class GanGoldenTest {

    private static final long UNLABELLED = 1_000;

    static List<GoldenCase> rounds() {
        return GoldenFile.comparators("gan");
    }

    static List<GoldenCase> gradients() {
        return GoldenFile.comparators("gan_gradients");
    }

    private static FeatureDistance distance(GoldenCase golden) {
        return golden.choice("feature_loss", "l1", "l2").equals("l1")
                ? FeatureDistance.ABSOLUTE
                : FeatureDistance.SQUARED;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rounds")
    void twoRounds(GoldenCase golden) {
        boolean matching = golden.choice("kind", "feature_matching", "catgan").equals("feature_matching");
        Adam adam = Adam.builder()
                .learningRate(golden.number("lr"))
                .beta1(golden.number("beta1"))
                .loweredBeta1(Adam.SAME)
                .form(AdamForm.INSIDE_ROOT)
                .build();
        Term term = matching
                ? FeatureMatching.builder("S")
                        .weight(golden.number("unlabelled_weight"))
                        .distance(distance(golden))
                        .build()
                : CatGan.builder("S").build();
        Term supervised = new CrossEntropy(matching ? 1 : golden.number("lambda"));
        try (Workers workers = new Workers(2)) {
            Game game = new Game(golden, "x_l.1", matching ? golden.text("feature") : null, workers);
            PlayedSteps steps = game.steps(adam, supervised, new OtherImages(term, golden));
            float[] average = new float[game.parameters.length];
            for (int r = 1; r <= 2; r++) {
                StepReport report = game.run(steps, "." + r);
                double ce = report.terms().get("ce");
                double unlabelled = report.terms().get(term.name());
                if (matching) {
                    golden.verify("loss.labelled." + r, ce);
                    golden.verify("loss.unlabelled." + r, unlabelled);
                } else {
                    golden.verify("loss.ce." + r, ce / golden.number("lambda"));
                    double entropies = value(golden, "h_real." + r)
                            - value(golden, "h_marginal_real." + r)
                            - value(golden, "h_fake." + r);
                    golden.compare("entropies", new double[] {entropies}, new double[] {unlabelled});
                }
                golden.verify("loss.discriminator." + r, report.total());
                golden.verify("loss.generator." + r, report.measures().get(term.name() + "_generator"));
                if (r == 1) {
                    game.verifyGradients();
                }
                for (int i = 0; i < average.length; i++) {
                    average[i] += (float) golden.number("ema_rate") * (game.parameters[i] - average[i]);
                }
            }
            game.verifyAfter();
            game.discriminator.verifyParameters("average.", average);
        }
        golden.finish();
    }

    private static double value(GoldenCase golden, String loss) {
        return golden.expectedTensor("loss." + loss).data()[0];
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("gradients")
    void gradientsAtOnePoint(GoldenCase golden) {
        Term term = FeatureMatching.builder("S").distance(distance(golden)).build();
        try (Workers workers = new Workers(2)) {
            Game game = new Game(golden, "x_l", golden.text("feature"), workers);
            // A step so short that it changes nothing, so that both gradients are taken at the same parameters.
            Sgd still = new Sgd(1e-30, 0, 0, WeightDecayScope.WEIGHTS);
            StepReport report = game.run(game.steps(still, new CrossEntropy(), term), "");
            double generator = report.measures().get("matching_generator");
            golden.verify("loss.labelled", report.terms().get("ce"));
            golden.verify("loss.unlabelled", report.terms().get("matching"));
            golden.verify("loss.generator", generator);
            golden.verify("loss.total", report.total() + generator);
            game.verifyGradients();
            game.generator.verifyStatistics("after.", game.generatorEngine.statistics());
        }
        // What follows is not asked of a training: images, and gradients with respect to the data.
        List.of("aux.img", "grad.x_l", "grad.x_u").forEach(golden::expectedTensor);
        golden.finish();
    }

    /** A model and a generator with the numbers of a case. */
    private static final class Game {
        private final GoldenCase golden;
        private final MethodNetwork discriminator;
        private final MethodNetwork generator;
        private final NetworkEngine engine;
        private final NetworkEngine generatorEngine;
        private final float[] parameters;
        private final float[] generatorParameters;
        private RecordingState moved;
        private RecordingState generatorMoved;

        Game(GoldenCase golden, String images, String feature, Workers workers) {
            this.golden = golden;
            this.discriminator = MethodNetwork.discriminator(golden, images, feature);
            this.generator = MethodNetwork.generator(golden, golden.hasInput("n_d") ? "n_d" : "n_d.1");
            int n = 0;
            for (String key : golden.inputs("x_")) {
                n = Math.max(n, golden.input(key).dimension(0));
            }
            this.engine = discriminator.engine(n, workers);
            this.generatorEngine = generator.engine(n, workers);
            this.parameters = discriminator.parameters();
            this.generatorParameters = generator.parameters();
        }

        PlayedSteps steps(Optimiser optimiser, Term supervised, Term unlabelled) {
            moved = new RecordingState(optimiser.newState(discriminator.network()));
            generatorMoved = new RecordingState(optimiser.newState(generator.network()));
            return new PlayedSteps(
                    new PlayedSteps.Player(engine, parameters, moved),
                    unlabelled.name() + "_generator",
                    new PlayedSteps.Player(generatorEngine, generatorParameters, generatorMoved),
                    List.of(supervised, unlabelled),
                    new Given(golden, discriminator));
        }

        StepReport run(PlayedSteps steps, String round) {
            GoldenTensor unlabelled = golden.input("x_u" + round);
            int[] y = golden.input("y_l" + round).labels();
            return steps.run(
                    golden.input("x_l" + round).floats(),
                    y,
                    unlabelled.floats(),
                    LongStream.range(0, y.length).toArray(),
                    LongStream.range(UNLABELLED, UNLABELLED + unlabelled.dimension(0))
                            .toArray());
        }

        void verifyGradients() {
            discriminator.verifyParameters("grad.", moved.gradient());
            generator.verifyParameters("grad.", generatorMoved.gradient());
        }

        void verifyAfter() {
            discriminator.verifyParameters("after.", parameters);
            generator.verifyParameters("after.", generatorParameters);
            discriminator.verifyStatistics("after.", engine.statistics());
            generator.verifyStatistics("after.", generatorEngine.statistics());
        }
    }

    /** A term whose generator's step sees other real images than the model's, where the case has such. */
    private record OtherImages(Term term, GoldenCase golden) implements Term {
        @Override
        public String name() {
            return term.name();
        }

        @Override
        public double apply(StepContext step) {
            return term.apply(step);
        }

        @Override
        public List<AuxiliaryNetwork> auxiliaries(Network model) {
            return term.auxiliaries(model);
        }

        @Override
        public void answer(StepContext step) {
            int round = Arrays.equals(step.labelled().y(), golden.input("y_l.1").labels())
                            && Arrays.equals(
                                    step.labelled().x(), golden.input("x_l.1").floats())
                    ? 1
                    : 2;
            String key = "x_u2." + round;
            if (golden.hasInput(key)) {
                int n = golden.input(key).dimension(0);
                long[] ids = LongStream.range(UNLABELLED, UNLABELLED + n).toArray();
                step.unlabelled().set(round - 1, golden.input(key).floats(), null, null, ids, n);
            }
            term.answer(step);
        }

        @Override
        public ConfiguredObjectProvenance getProvenance() {
            return term.getProvenance();
        }
    }

    /** The numbers that are drawn. */
    private record Given(GoldenCase golden, MethodNetwork discriminator) implements Draws {
        private String round(long step) {
            return golden.hasInput("n_d") ? "" : Long.toString(step + 1);
        }

        @Override
        public void uniforms(StreamPurpose purpose, long step, long[] examples, int n, int size, float[] out) {
            boolean single = golden.hasInput("n_d");
            String key = purpose == StreamPurpose.ANSWER && !single ? "n_g" : "n_d";
            float[] given = golden.input(single ? key : key + "." + round(step)).floats();
            assertEquals(n * size, given.length);
            System.arraycopy(given, 0, out, 0, given.length);
        }

        @Override
        public void gaussians(StreamPurpose purpose, long step, long[] examples, int n, int size, float[] out) {
            throw new AssertionError("Expected no noise but that of the networks");
        }

        @Override
        public long stream(StreamPurpose purpose, long step, long example) {
            throw new AssertionError("Expected no changes of images");
        }

        @Override
        public void masks(StreamPurpose purpose, long step, long[] examples, int n, DropoutMasks masks) {
            boolean single = golden.hasInput("n_d");
            Map<StreamPurpose, String> passes = new HashMap<>();
            passes.put(StreamPurpose.DROPOUT, examples[0] >= UNLABELLED ? "u" : "l");
            passes.put(StreamPurpose.GENERATED_DROPOUT, "f");
            passes.put(StreamPurpose.ANSWER_DROPOUT, single ? "f" : "h");
            passes.put(StreamPurpose.ANSWER_TARGET_DROPOUT, single ? "u" : "r");
            String pass = passes.get(purpose) + round(step) + ".";
            discriminator.drawing().forEach((name, node) -> {
                String key = (golden.hasInput("noise." + pass + name) ? "noise." : "mask.") + pass + name;
                boolean dropout = discriminator.network().layers().get(node) instanceof Dropout;
                if (golden.hasInput(key)) {
                    float[] given = golden.input(key).floats();
                    System.arraycopy(given, 0, masks.mask(node), 0, given.length);
                } else {
                    Arrays.fill(masks.mask(node), dropout ? 1 : 0);
                }
            });
        }
    }
}
