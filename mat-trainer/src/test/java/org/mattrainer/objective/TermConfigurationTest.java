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
package org.mattrainer.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.config.property.Property;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mattrainer.adversarial.AscentStart;
import org.mattrainer.adversarial.Direction;
import org.mattrainer.adversarial.FastGradient;
import org.mattrainer.adversarial.PowerIteration;
import org.mattrainer.adversarial.PowerMethod;
import org.mattrainer.adversarial.ProjectedAscent;
import org.mattrainer.adversarial.RandomDirection;
import org.mattrainer.adversarial.Target;
import org.mattrainer.divergence.LatentKind;
import org.mattrainer.image.Cutout;
import org.mattrainer.image.RandomAffine;
import org.mattrainer.latent.Centring;
import org.mattrainer.latent.CovarianceType;
import org.mattrainer.latent.FloorScale;
import org.mattrainer.latent.MixtureInitialisation;
import org.mattrainer.latent.MixtureSettings;

class TermConfigurationTest {

    private static final Direction POWER = new PowerIteration(3, Target.SUM, 0.25, PowerMethod.FINITE_DIFFERENCE, true);

    private static final Direction ASCENT = ProjectedAscent.builder()
            .steps(3)
            .stepSize(0.25)
            .norm(Double.POSITIVE_INFINITY)
            .target(Target.OUTPUT)
            .start(AscentStart.NOISE)
            .box(false)
            .trainingMode(true)
            .build();

    /** One of each, no setting at its default. */
    private static List<Configurable> components() {
        List<Configurable> components = new ArrayList<>();
        components.add(new CrossEntropy(0.5));
        components.add(new GaussianLikelihood(0.5, InfoForm.POSTERIOR, true, 0.25));
        components.add(Smoothness.builder()
                .smoothnessWeight(0.5)
                .outputWeight(0.25)
                .latentWeight(0.125)
                .latentKind(LatentKind.POSTERIOR)
                .sigma(3)
                .direction(POWER)
                .form(SmoothnessForm.LOG)
                .delta(0.75)
                .regulariseOn(RegulariseOn.BOTH)
                .freshMasks(true)
                .warmUp(0.5)
                .build());
        components.add(new AdversarialCrossEntropy(0.5, 0.25, new FastGradient(Double.POSITIVE_INFINITY)));
        components.add(new AdversarialCrossEntropy(0.5, 0.25, ASCENT, true));
        components.add(new Trades(0.5, 0.25, ASCENT));
        components.add(new Mart(0.5, 0.25, ASCENT));
        components.add(ASCENT);
        components.add(new PiModel(0.5, 0.25, 0.125, RegulariseOn.BOTH));
        components.add(new FixMatch(
                0.5, 0.25, List.of(new Cutout(4, 0.125), new RandomAffine(3, 0.5, 0.25, 0.75)), RegulariseOn.BOTH));
        components.add(new FixMatch(0.5, 0.25, List.of(new Cutout(4, 0.125)), RegulariseOn.UNLABELLED, true));
        components.add(new MeanTeacher(0.5, 0.125, 0.75, RegulariseOn.UNLABELLED));
        components.add(new TemporalEnsembling(0.5, 0.125, 0.25));
        components.add(FeatureMatching.builder("D9-S")
                .noise(3)
                .weight(0.5)
                .learningRateFactor(0.25)
                .startsFromData(true)
                .feature("c1")
                .distance(FeatureDistance.ABSOLUTE)
                .build());
        components.add(CatGan.builder("D9-S")
                .noise(3)
                .weight(0.5)
                .learningRateFactor(0.25)
                .startsFromData(true)
                .build());
        components.add(new Ladder(true, 0.5, 0.25, 0));
        components.add(new StackedWhatWhere(0.5, 0.25, true));
        components.add(SkipGenerative.builder()
                .units(3, 4)
                .latentSize(5)
                .normalise(false)
                .likelihood(Likelihood.GAUSSIAN)
                .samples(2)
                .classWeight(0.5)
                .build());
        components.add(new EntropyMinimisation(0.5, RegulariseOn.BOTH));
        components.add(new SquaredHinge(0.5));
        components.add(SideCrossEntropy.builder("c1")
                .weight(0.5)
                .threshold(0.25)
                .until(0.125)
                .decay(true)
                .learningRateFactor(0.75)
                .build());
        components.add(SideSquaredHinge.builder("c1")
                .head("G-D*")
                .weight(0.5)
                .threshold(0.25)
                .until(0.125)
                .decay(true)
                .learningRateFactor(0.75)
                .build());
        components.add(POWER);
        components.add(new RandomDirection());
        components.add(new FastGradient(3));
        components.add(MixtureSettings.builder()
                .covarianceType(CovarianceType.SPHERICAL)
                .alpha(0.5)
                .beta(0.25)
                .centring(Centring.RAW)
                .rho(0.125)
                .floorScale(FloorScale.RELATIVE)
                .gamma(0.75)
                .initialisation(MixtureInitialisation.STANDARD)
                .build());
        components.add(new MixtureSettings());
        return components;
    }

    @Test
    void everySettingSurvivesTheConfiguration() {
        for (Configurable component : components()) {
            try (ConfigurationManager manager = new ConfigurationManager()) {
                String name = manager.importConfigurable(component, "it");
                Configurable copy = manager.lookup(name, false);
                assertNotSame(component, copy);
                assertEquals(component.toString(), copy.toString());
            }
        }
    }

    @Test
    void provenanceHoldsEverySetting() {
        for (Configurable component : components()) {
            if (component instanceof Term) {
                String provenance = ((Term) component).getProvenance().toString();
                assertTrue(provenance.contains("0.5"), provenance);
            }
        }
    }

    private static void refused(String field, Runnable construction) {
        PropertyException e = assertThrows(PropertyException.class, construction::run);
        assertTrue(e.getMessage().contains("expected"), e.getMessage());
        assertEquals(field, e.getProperty());
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        refused("weight", () -> new CrossEntropy(-1));
        refused("weight", () -> new AdversarialCrossEntropy(Double.NaN, 1, new FastGradient()));
        refused("sigma", () -> new AdversarialCrossEntropy(1, 0, new FastGradient()));
        Direction latent = new ProjectedAscent(3, 0, 2, Target.LATENT, AscentStart.BALL);
        refused("direction", () -> new AdversarialCrossEntropy(1, 1, latent));
        refused("direction", () -> new AdversarialCrossEntropy(1, 1, null));
        refused("weight", () -> new TemporalEnsembling(-1, 0, 0.5));
        refused("ramp", () -> new TemporalEnsembling(1, 1.5, 0.5));
        refused("momentum", () -> new TemporalEnsembling(1, 0, 1));
        refused("momentum", () -> new TemporalEnsembling(1, 0, Double.NaN));
        refused("generator", () -> CatGan.builder(" ").build());
        refused("noise", () -> CatGan.builder("D9").noise(0).build());
        refused("weight", () -> CatGan.builder("D9").weight(-1).build());
        refused(
                "learningRateFactor",
                () -> FeatureMatching.builder("D9").learningRateFactor(0).build());
        refused("feature", () -> FeatureMatching.builder("D9").feature("1").build());
        refused("distance", () -> FeatureMatching.builder("D9").distance(null).build());
        refused("regulariseOn", () -> new FixMatch(1, 1, List.of(new Cutout()), RegulariseOn.BOTH, true));
        refused("units", () -> SkipGenerative.builder().units().build());
        refused("units", () -> SkipGenerative.builder().units(3, 0).build());
        refused("latentSize", () -> SkipGenerative.builder().latentSize(0).build());
        refused("likelihood", () -> SkipGenerative.builder().likelihood(null).build());
        refused("samples", () -> SkipGenerative.builder().samples(0).build());
        refused("classWeight", () -> SkipGenerative.builder().classWeight(-1).build());
        refused("weight", () -> new Trades(-1, 1, ASCENT));
        refused("sigma", () -> new Trades(1, 0, ASCENT));
        refused("direction", () -> new Trades(1, 1, latent));
        refused("beta", () -> new Mart(-1, 1, ASCENT));
        refused("sigma", () -> new Mart(1, Double.NaN, ASCENT));
        refused("direction", () -> new Mart(1, 1, latent));
        refused("likelihoodWeight", () -> new GaussianLikelihood(-1, InfoForm.LIKELIHOOD, false, 0));
        refused("warmUp", () -> new GaussianLikelihood(1, InfoForm.LIKELIHOOD, false, 1.5));
        refused("ramp", () -> new PiModel(1, -0.5, 0, RegulariseOn.BOTH));
        refused("inputNoise", () -> new PiModel(1, 0, -1, RegulariseOn.BOTH));
        refused("weight", () -> new EntropyMinimisation(Double.POSITIVE_INFINITY, RegulariseOn.BOTH));
        refused("weight", () -> new SquaredHinge(-1));
        refused("tap", () -> SideCrossEntropy.builder("1").learningRateFactor(1).build());
        refused(
                "head",
                () -> SideCrossEntropy.builder("c1")
                        .head(" ")
                        .learningRateFactor(1)
                        .build());
        refused(
                "weight",
                () -> SideCrossEntropy.builder("c1")
                        .weight(-1)
                        .learningRateFactor(1)
                        .build());
        refused(
                "threshold",
                () -> SideCrossEntropy.builder("c1")
                        .threshold(-1)
                        .learningRateFactor(1)
                        .build());
        refused(
                "until",
                () -> SideCrossEntropy.builder("c1")
                        .until(0)
                        .learningRateFactor(1)
                        .build());
        refused(
                "until",
                () -> SideSquaredHinge.builder("c1")
                        .until(1.5)
                        .learningRateFactor(1)
                        .build());
        refused(
                "learningRateFactor",
                () -> SideSquaredHinge.builder("c1").learningRateFactor(0).build());
        refused("smoothnessWeight", () -> new Smoothness(-0.1, 1, 1, 2, POWER));
        refused("outputWeight", () -> new Smoothness(0.1, -1, 1, 2, POWER));
        refused("sigma", () -> new Smoothness(0.1, 1, 1, 0, POWER));
        refused("latentWeight", () -> new Smoothness(0.1, 0, 0, 2, POWER));
        refused("direction", () -> new Smoothness(0.1, 1, 1, 2, new FastGradient()));
        refused(
                "delta",
                () -> Smoothness.builder()
                        .smoothnessWeight(0.1)
                        .direction(POWER)
                        .form(SmoothnessForm.LOG)
                        .delta(0)
                        .detachClean(true)
                        .regulariseOn(RegulariseOn.BOTH)
                        .build());
    }

    @Test
    void missingSettingsAreRefused() {
        refused("regulariseOn", () -> new PiModel(1, 0, 0, null));
        refused("regulariseOn", () -> new MeanTeacher(1, 0, 0.5, null));
        refused("regulariseOn", () -> new EntropyMinimisation(1, null));
        refused("regulariseOn", () -> new FixMatch(1, 1, List.of(new Cutout()), null));
        refused("infoForm", () -> new GaussianLikelihood(1, null, false, 0));
        refused("latentKind", () -> Smoothness.builder().latentKind(null).build());
        refused("direction", () -> Smoothness.builder().direction(null).build());
        refused("form", () -> Smoothness.builder().form(null).build());
        refused("regulariseOn", () -> Smoothness.builder().regulariseOn(null).build());
    }

    private static String weight(Class<? extends Term> type, Map<String, Property> properties) {
        try (ConfigurationManager manager = new ConfigurationManager()) {
            manager.addConfiguration(new ConfigurationData("it", type.getName(), properties));
            return manager.lookup("it").toString();
        }
    }

    @Test
    void theHostFindsFormerNamesOfWeights() {
        Map<String, Property> former = Map.of("lambda1", new SimpleProperty("0"));
        String text = weight(Smoothness.class, former);
        assertTrue(text.contains("(smoothnessWeight=0.0,"), text);
        assertTrue(weight(GaussianLikelihood.class, Map.of("lambda2", new SimpleProperty("3")))
                .contains("(likelihoodWeight=3.0,"));
        Map<String, Property> both =
                Map.of("lambda1", new SimpleProperty("0.1"), "smoothnessWeight", new SimpleProperty("0.2"));
        PropertyException e = assertThrows(PropertyException.class, () -> weight(Smoothness.class, both));
        assertTrue(e.getMessage().contains("former name of smoothnessWeight"), e.getMessage());
        assertThrows(
                PropertyException.class, () -> weight(Smoothness.class, Map.of("lambda1", new SimpleProperty("NaN"))));
    }

    @Test
    void formerNamesStayOutOfTheProvenance() {
        assertEquals(
                false,
                new Smoothness().getProvenance().getConfiguredParameters().containsKey("lambda1"));
    }

    @Test
    void onlyAdversarialTrainingBySeveralStepsHasNoCleanPass() {
        assertTrue(new AdversarialCrossEntropy(1, 1, new ProjectedAscent(), true).replacesCleanPass());
        assertEquals(false, new AdversarialCrossEntropy(1, 1, new ProjectedAscent()).replacesCleanPass());
        assertEquals(false, new AdversarialCrossEntropy(0, 1, new ProjectedAscent(), true).replacesCleanPass());
        assertEquals(false, new AdversarialCrossEntropy(1, 1, new FastGradient(), true).replacesCleanPass());
        assertEquals(false, new AdversarialCrossEntropy(1, 1, ASCENT, true).replacesCleanPass());
        assertEquals(false, new Trades().replacesCleanPass() || new Mart().replacesCleanPass());
    }

    @Test
    void termsSayWhetherTheyNeedTheRangeOfThePixels() {
        assertTrue(new AdversarialCrossEntropy(1, 1, new ProjectedAscent()).usesPixelRange());
        assertTrue(new Trades().usesPixelRange() && new Mart().usesPixelRange());
        assertEquals(false, new Trades(1, 1, ASCENT).usesPixelRange());
        Direction latent = new ProjectedAscent(3, 0, 2, Target.LATENT, AscentStart.BALL);
        assertTrue(new Smoothness(1, 1, 1, 1, latent).usesPixelRange());
        assertEquals(false, new Smoothness(0, 1, 1, 1, latent).usesPixelRange());
        assertEquals(false, new Smoothness().usesPixelRange() || new CrossEntropy().usesPixelRange());
    }

    @Test
    void termsSayWhetherTheyNeedAMixture() {
        Direction output = new PowerIteration(1, Target.OUTPUT, 0, PowerMethod.EXACT, false);
        assertTrue(new GaussianLikelihood().usesMixture());
        assertTrue(new Smoothness().usesMixture());
        assertTrue(new Smoothness(1, 1, 0, 2, new PowerIteration()).usesMixture());
        assertEquals(false, new Smoothness(1, 1, 0, 2, output).usesMixture());
        assertEquals(false, new Smoothness(1, 1, 0, 2, new RandomDirection()).usesMixture());
        assertEquals(false, new CrossEntropy().usesMixture());
    }
}
