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
package org.example.extension;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.util.ArrayList;
import java.util.List;
import org.mattrainer.MatModel;
import org.mattrainer.MatTrainer;
import org.mattrainer.evaluation.RobustnessEvaluation;
import org.mattrainer.evaluation.RobustnessEvaluator;
import org.mattrainer.evaluation.attack.Attack;
import org.mattrainer.image.PixelMap;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.Smoothness;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Trains and attacks a model with nothing but own parts, and says how the attacks went. */
public final class Main {

    private static final int SIDE = 4;

    private Main() {}

    /**
     * Runs everything.
     *
     * @param arguments the file that configures attacks
     */
    public static void main(String[] arguments) {
        PixelMap pixels = new PixelMap(1, SIDE, SIDE);
        LabelFactory labels = new LabelFactory();
        List<Example<Label>> examples = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Example<Label> example = new ArrayExample<>(new Label(i % 2 == 0 ? "left" : "right"));
            for (int k = 0; k < SIDE * SIDE; k++) {
                boolean left = k % SIDE < SIDE / 2;
                example.add(new Feature(pixels.featureName(k), 1 + (left == (i % 2 == 0) ? 200 : 10) + i % 7));
            }
            examples.add(example);
        }
        MutableDataset<Label> data = new MutableDataset<>(new ListDataSource<>(
                examples, labels, new SimpleDataSourceProvenance("halves", labels)));
        MatModel model = MatTrainer.builder(pixels)
                .preprocessing(new Halves())
                .augmentations(List.of(new UpsideDown()))
                .network(new TwoLayers())
                .terms(List.of(
                        new CrossEntropy(), new LogitPenalty(), new Smoothness(0.1, 1, 0, 0.1, new Brightness())))
                .schedule(new Harmonic())
                .epochs(3)
                .minibatchSize(8)
                .seed(1)
                .build()
                .train(data);
        List<Attack> attacks = new ArrayList<>(List.of(new Brighter()));
        attacks.addAll(new ConfigurationManager(arguments[0]).lookupAll(Attack.class));
        RobustnessEvaluation found = RobustnessEvaluator.builder(attacks)
                .maxExamples(0)
                .seed(1)
                .checkExamples(0)
                .build()
                .evaluate(model, data);
        found.results().forEach(result -> System.out.println("Attacked by " + result.attack() + " at " + result.radius()));
        System.out.println(model.getProvenance().getTrainerProvenance());
    }
}
