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
package org.mattrainer.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.mattrainer.GradientSession;
import org.mattrainer.MatModel;
import org.mattrainer.MatTrainer;
import org.mattrainer.benchmarks.contest.AttackImages;
import org.mattrainer.benchmarks.contest.BenchCase;
import org.mattrainer.benchmarks.contest.StepKind;
import org.mattrainer.evaluation.attack.AttackBatch;
import org.mattrainer.evaluation.attack.AttackTarget;
import org.mattrainer.evaluation.attack.AutoProjectedGradientDescent;
import org.mattrainer.evaluation.attack.TargetSettings;
import org.mattrainer.image.PixelMap;
import org.mattrainer.internal.input.Batch;
import org.mattrainer.objective.CrossEntropy;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * The library's own Auto-PGD on a model of one training step: on the next of the given images, or else on the same batch
 * again. An image that is found to deceive the network would leave the batch, so the labels are those that the network
 * predicts and the radius is too small to change them; the work of a step does not depend on its radius.
 */
final class AdaptiveAttackLoop implements AutoCloseable {

    private static final double RADIUS = 1e-4;

    private final Batch batch;
    private final AttackImages images;
    private final GradientSession session;
    private final AttackTarget target;
    private final AutoProjectedGradientDescent attack;

    AdaptiveAttackLoop(BenchCase benchCase, Batch batch, AttackImages images, int threads) {
        PixelMap pixels = new PixelMap(benchCase.channels(), benchCase.side(), benchCase.side());
        MatModel model = MatTrainer.builder(pixels)
                .network(BenchNetworks.architecture(benchCase))
                .terms(List.of(new CrossEntropy()))
                .epochs(1)
                .minibatchSize(benchCase.batch())
                .seed(1)
                .build()
                .train(dataset(batch, pixels));
        this.batch = batch;
        this.images = images;
        this.session = model.open(benchCase.batch(), threads);
        this.target =
                new AttackTarget(model, new TargetSettings(benchCase.batch(), threads, PixelMap.flat(), 255, 0, 255));
        this.attack = AutoProjectedGradientDescent.builder()
                .steps(StepKind.ADAPTIVE_STEPS)
                .seed(1)
                .build();
    }

    /** Images of the batch with labels that take turns, so that there is each of them. */
    private static MutableDataset<Label> dataset(Batch batch, PixelMap pixels) {
        int size = batch.x.length / batch.labelled;
        List<Example<Label>> examples = new ArrayList<>();
        for (int i = 0; i < batch.labelled; i++) {
            Example<Label> example = new ArrayExample<>(new Label(Integer.toString(i % BenchCase.CLASSES)));
            for (int k = 0; k < size; k++) {
                example.add(new Feature(pixels.featureName(k), 1 + Math.floor(254 * batch.x[i * size + k])));
            }
            examples.add(example);
        }
        LabelFactory factory = new LabelFactory();
        return new MutableDataset<>(
                new ListDataSource<>(examples, factory, new SimpleDataSourceProvenance("random images", factory)));
    }

    void run() {
        if (images != null) {
            images.next(batch.x, batch.y);
        }
        int[] labels = predictions(batch.x);
        float[] perturbed =
                attack.perturb(target, new AttackBatch(batch.x, labels, batch.exampleIds, batch.labelled), RADIUS)[0];
        int[] after = predictions(perturbed);
        for (int i = 0; i < after.length; i++) {
            if (after[i] != labels[i]) {
                throw new IllegalStateException("Expected image " + i + " to take all steps, found another label");
            }
        }
    }

    private int[] predictions(float[] x) {
        session.forward(x, batch.labelled);
        int classes = BenchCase.CLASSES;
        int[] labels = new int[batch.labelled];
        for (int i = 0; i < labels.length; i++) {
            for (int j = 1; j < classes; j++) {
                boolean more = session.logits()[i * classes + j] > session.logits()[i * classes + labels[i]];
                labels[i] = more ? j : labels[i];
            }
        }
        return labels;
    }

    @Override
    public void close() {
        target.close();
        session.close();
    }
}
