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

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import org.mattrainer.Certificate;
import org.mattrainer.SmoothedModel;
import org.mattrainer.SmoothedPrediction;
import org.tribuo.Example;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/**
 * Keeps certificates and votes in a {@link PartialFile}, so that an evaluation that was ended goes on.
 */
final class CertificateStore {

    private static final Logger logger = Logger.getLogger(CertificateStore.class.getName());
    private static final int FORMAT = 1;

    private final PartialFile file;
    private final SmoothedModel model;

    /**
     * The store of a smoothed model's certificates.
     *
     * @param folder where the file is
     * @param key of the model and the examples
     * @param model the model, with the labels in its order
     */
    CertificateStore(Path folder, ResultKey key, SmoothedModel model) {
        this.file = new PartialFile(folder, "certificates", key.of("certificates"), "certificates", FORMAT);
        this.model = model;
    }

    /** What was saved for the first of the examples. */
    List<CertifiedVote> load(List<Example<Label>> examples) {
        Optional<List<CertifiedVote>> known = file.load(in -> read(in, examples));
        known.ifPresent(votes -> logger.info(votes.size() + " certificates taken from " + file.path()));
        return known.orElse(List.of());
    }

    private List<CertifiedVote> read(DataInputStream in, List<Example<Label>> examples) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > examples.size()) {
            throw new IOException("expected up to " + examples.size() + " certificates, found " + count);
        }
        List<CertifiedVote> known = new ArrayList<>();
        for (Example<Label> example : examples.subList(0, count)) {
            Certificate certificate = new Certificate(label(in.readInt()), in.readDouble(), in.readDouble());
            String voted = label(in.readInt());
            boolean abstains = in.readBoolean();
            int used = in.readInt();
            Map<String, Label> shares = new LinkedHashMap<>();
            for (int j = 0; j < model.getOutputIDInfo().size(); j++) {
                shares.put(label(j), new Label(label(j), in.readDouble()));
            }
            known.add(new CertifiedVote(
                    certificate, new SmoothedPrediction(shares.get(voted), shares, used, example, abstains)));
        }
        return known;
    }

    private String label(int id) throws IOException {
        if (id < 0 || id >= model.getOutputIDInfo().size()) {
            throw new IOException(
                    "expected a label below " + model.getOutputIDInfo().size() + ", found " + id);
        }
        return model.getOutputIDInfo().getOutput(id).getLabel();
    }

    /** Replaces what is kept. Where that fails, it is told and the evaluation goes on. */
    void save(List<CertifiedVote> votes) {
        file.save(out -> {
            out.writeInt(votes.size());
            for (CertifiedVote vote : votes) {
                write(out, vote);
            }
        });
    }

    private void write(DataOutputStream out, CertifiedVote vote) throws IOException {
        out.writeInt(model.getOutputIDInfo().getID(new Label(vote.certificate().label())));
        out.writeDouble(vote.certificate().share());
        out.writeDouble(vote.certificate().radius());
        Prediction<Label> prediction = vote.vote();
        out.writeInt(model.getOutputIDInfo().getID(prediction.getOutput()));
        out.writeBoolean(vote.vote().abstains());
        out.writeInt(prediction.getNumActiveFeatures());
        for (int j = 0; j < model.getOutputIDInfo().size(); j++) {
            out.writeDouble(prediction.getOutputScores().get(label(j)).getScore());
        }
    }
}
