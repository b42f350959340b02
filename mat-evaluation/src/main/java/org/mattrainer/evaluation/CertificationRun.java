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
package org.mattrainer.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mattrainer.Certificate;
import org.mattrainer.SmoothedModel;
import org.mattrainer.SmoothedPrediction;
import org.mattrainer.evaluation.attack.Attack;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.AttackRun;
import org.mattrainer.evaluation.attack.AttackTarget;
import org.mattrainer.evaluation.attack.PixelRangeCheck;
import org.mattrainer.evaluation.statistics.Proportion;
import org.tribuo.Example;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.provenance.DataProvenance;
import org.tribuo.provenance.EvaluationProvenance;

/** One evaluation of one smoothed model: the choice of examples, the certificates, the votes and the attack. */
final class CertificationRun {

    private static final int CHUNK = 20;
    private static final String SMOOTHED = "smoothed";

    private final CertificationEvaluator evaluator;
    private final SmoothedModel model;
    private final List<Prediction<Label>> predictions;

    CertificationRun(CertificationEvaluator evaluator, SmoothedModel model, List<Prediction<Label>> predictions) {
        this.evaluator = evaluator;
        this.model = model;
        this.predictions = predictions;
    }

    CertifiedEvaluation run(DataProvenance provenance) {
        List<Integer> positions = BalancedSubset.of(predictions, evaluator.maxExamples(), evaluator.seed());
        List<Prediction<Label>> chosen =
                positions.stream().map(predictions::get).toList();
        List<Example<Label>> examples =
                chosen.stream().map(Prediction::getExample).toList();
        try (AttackTarget target = new AttackTarget(model, evaluator.targetSettings(model))) {
            // Whatever does not fit is said before the work.
            evaluator.requireFit(target, RobustnessEvaluator.labels(chosen));
            evaluator
                    .attack()
                    .ifPresent(
                            attack -> PixelRangeCheck.run(target, List.of(attack), examples, "CertificationEvaluator"));
            Optional<ResultKey> key =
                    evaluator.partialResults().map(folder -> new ResultKey(model, chosen, evaluator.rangeOfPixels()));
            List<CertifiedVote> certified = certify(examples, key);
            List<Prediction<Label>> votes = certified.stream()
                    .<Prediction<Label>>map(CertifiedVote::vote)
                    .toList();
            List<AttackResult> attacked = evaluator
                    .attack()
                    .map(attack -> attack(target, attack, votes, key))
                    .orElse(List.of());
            CertifiedFindings findings = new CertifiedFindings(
                    positions,
                    model.smoothing(),
                    RobustnessRun.clean(model.base().predict(examples)),
                    RobustnessRun.clean(votes),
                    abstained(votes),
                    examples.stream().map(e -> e.getOutput().getLabel()).toList(),
                    certified.stream().map(CertifiedVote::certificate).toList(),
                    evaluator.radii(),
                    attacked);
            return new CertifiedEvaluation(
                    findings,
                    votes,
                    new EvaluationProvenance(model.getProvenance(), provenance),
                    evaluator.getProvenance());
        }
    }

    /** A chunk at a time; what was certified before an end is not certified again. */
    private List<CertifiedVote> certify(List<Example<Label>> examples, Optional<ResultKey> key) {
        Optional<CertificateStore> store =
                key.map(k -> new CertificateStore(evaluator.partialResults().orElseThrow(), k, model));
        List<CertifiedVote> certified =
                new ArrayList<>(store.map(s -> s.load(examples)).orElse(List.of()));
        while (certified.size() < examples.size()) {
            int first = certified.size();
            List<Example<Label>> chunk = examples.subList(first, Math.min(examples.size(), first + CHUNK));
            List<Certificate> certificates = model.certify(chunk);
            List<Prediction<Label>> votes = model.predict(chunk);
            for (int i = 0; i < chunk.size(); i++) {
                certified.add(new CertifiedVote(certificates.get(i), (SmoothedPrediction) votes.get(i)));
            }
            store.ifPresent(s -> s.save(certified));
            evaluator
                    .listener()
                    .progress("certificates", 0, certified.size(), examples.size(), right(certified, examples));
        }
        return certified;
    }

    /** How many of those that are certified are right by the vote. */
    private static Proportion right(List<CertifiedVote> certified, List<Example<Label>> examples) {
        long right = 0;
        for (int i = 0; i < certified.size(); i++) {
            String voted = certified.get(i).vote().getOutput().getLabel();
            right += voted.equals(examples.get(i).getOutput().getLabel()) ? 1 : 0;
        }
        return new Proportion(right, certified.size());
    }

    private List<AttackResult> attack(
            AttackTarget target, Attack attack, List<Prediction<Label>> votes, Optional<ResultKey> key) {
        // Apart from those of the same attack on the model beneath, which would be taken for stale ones.
        Optional<ResultStore> store = key.map(
                k -> new ResultStore(evaluator.partialResults().orElseThrow().resolve(SMOOTHED), k, votes.size()));
        return RobustnessRun.attack(new AttackRun(target, votes, evaluator.listener()), store, attack);
    }

    private static Proportion abstained(List<Prediction<Label>> votes) {
        return new Proportion(
                votes.stream()
                        .filter(vote -> ((SmoothedPrediction) vote).abstains())
                        .count(),
                votes.size());
    }
}
