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
package org.mattrainer.internal.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mattrainer.adversarial.PowerIteration;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.GaussianLikelihood;
import org.mattrainer.objective.InfoForm;
import org.mattrainer.objective.Smoothness;
import org.mattrainer.objective.Term;

class HealthCheckTest {

    private static final Logger LOGGER = Logger.getLogger(HealthCheck.class.getName());
    private final List<String> messages = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            messages.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOGGER.addHandler(handler);
        LOGGER.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(handler);
        LOGGER.setUseParentHandlers(true);
    }

    private void run(StepFixture fixture, int steps, GaussianMixture mixture, Term... terms) {
        TrainingStep step = fixture.step(mixture, terms);
        for (int i = 0; i < steps; i++) {
            step.run(fixture.batch);
        }
    }

    @Test
    void healthyTrainingsAreSilent() {
        try (StepFixture fixture = new StepFixture(StepFixture.PLAIN, 6, 0)) {
            run(fixture, 100, null, new CrossEntropy(0.01));
            assertEquals(List.of(), messages);
        }
    }

    @Test
    void explodingFeaturesAreReportedOnce() {
        try (StepFixture fixture = new StepFixture(StepFixture.PLAIN, 6, 0)) {
            for (int i = 0; i < fixture.batch.x.length; i++) {
                fixture.batch.x[i] *= 1e5f;
            }
            run(fixture, 3, null, new CrossEntropy(0));
            assertEquals(1, messages.size(), messages.toString());
            assertTrue(messages.get(0).contains("explode"), messages.get(0));
        }
    }

    @Test
    void vanishedInputGradientsAreReportedOnce() {
        try (StepFixture fixture = new StepFixture(StepFixture.PLAIN, 6, 0)) {
            Arrays.fill(fixture.parameters, 0);
            Term smoothness = new Smoothness(1, 0, 1, 1, new PowerIteration());
            run(fixture, 200, new GaussianMixture(new MixtureSettings(), 3, 2), new CrossEntropy(0), smoothness);
            assertTrue(messages.get(0).contains("600 of 600"), messages.toString());
            assertEquals(
                    1,
                    messages.stream().filter(m -> m.contains("input gradients")).count());
        }
    }

    @Test
    void collapsedClassesAreReportedOnce() {
        try (StepFixture fixture = new StepFixture(StepFixture.PLAIN, 6, 0)) {
            Arrays.fill(fixture.parameters, 0);
            GaussianMixture mixture = new GaussianMixture(new MixtureSettings(), 3, 2);
            run(fixture, 200, mixture, new GaussianLikelihood(1e-9, InfoForm.LIKELIHOOD, false, 0));
            assertEquals(1, messages.size(), messages.toString());
            assertTrue(messages.get(0).contains("class 0 have collapsed"), messages.get(0));
        }
    }

    @Test
    void classesThatAreFlatInMostDirectionsAreNotReported() {
        // Two examples of each class, the same in every step: 15 of 16 eigenvalues of each covariance become 0.
        try (StepFixture fixture = new StepFixture("C3x4-P-M2-F-D16-P-Z-D3", 6, 0)) {
            GaussianMixture mixture = new GaussianMixture(new MixtureSettings(), 3, 16);
            run(
                    fixture,
                    200,
                    mixture,
                    new CrossEntropy(0.01),
                    new GaussianLikelihood(1e-9, InfoForm.LIKELIHOOD, false, 0));
            assertEquals(List.of(), messages);
        }
    }
}
