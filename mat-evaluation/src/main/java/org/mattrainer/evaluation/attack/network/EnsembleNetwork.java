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
package org.mattrainer.evaluation.attack.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mattrainer.GradientSession;
import org.mattrainer.MatModel;
import org.mattrainer.image.ImageShape;
import org.mattrainer.latent.LogSpace;
import org.tribuo.Example;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;

/**
 * Several networks as one. With the probabilities p_m = softmax(o_m / T_m) of the members and their shares w_m its logits are
 * o = log(sum_m w_m p_m), so that its softmax is the mean that the host's combiner predicts; its latent vector holds those of
 * the members one after the other.
 */
public final class EnsembleNetwork implements DifferentiableNetwork {

    private final List<GradientSession> sessions = new ArrayList<>();
    private final double[] weights;
    private final double[] temperatures;
    private final int classes;
    private final int latentSize;
    /** For each member the id of each of the ensemble's labels. */
    private final int[][] ids;

    private final double[][] logProbabilities;
    private final float[] latent;
    private final float[] logits;
    private int examples;

    /**
     * Opens the members.
     *
     * @throws IllegalArgumentException if they read images differently or do not know the same labels
     */
    public EnsembleNetwork(EnsembleMembers members, ImmutableOutputInfo<Label> labels, int batch, int threads) {
        int count = members.models().size();
        this.weights = members.weights();
        this.temperatures =
                members.models().stream().mapToDouble(MatModel::temperature).toArray();
        this.classes = labels.size();
        this.ids = new int[count][classes];
        int latents = 0;
        for (int m = 0; m < count; m++) {
            MatModel model = members.models().get(m);
            readIds(model.getOutputIDInfo(), labels, m);
            latents += model.network().latentSize();
        }
        this.latentSize = latents;
        try {
            members.models().forEach(model -> sessions.add(model.open(batch, threads)));
            requireSameImages();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
        this.logProbabilities = new double[count][batch * classes];
        this.latent = new float[batch * latentSize];
        this.logits = new float[batch * classes];
    }

    private void readIds(ImmutableOutputInfo<Label> known, ImmutableOutputInfo<Label> labels, int member) {
        for (int j = 0; j < classes; j++) {
            ids[member][j] = known.getID(labels.getOutput(j));
            if (ids[member][j] < 0 || known.size() != classes) {
                throw new IllegalArgumentException("Expected members with the labels of their ensemble, "
                        + labels.toReadableString() + ", found " + known.toReadableString());
            }
        }
    }

    /** A perturbation is added to what the first network is fed, so the others have to be fed the same. */
    private void requireSameImages() {
        float[] fed = new float[shape().size()];
        float[] other = new float[fed.length];
        for (GradientSession session : sessions.subList(1, sessions.size())) {
            if (!session.shape().equals(shape())) {
                throw new IllegalArgumentException("Expected an ensemble of networks for images of one shape, found "
                        + shape() + " and " + session.shape());
            }
            for (float value : new float[] {0, 1}) {
                Arrays.fill(fed, value);
                Example<Label> image = toExample(fed, 0, LabelFactory.UNKNOWN_LABEL);
                sessions.get(0).read(image, fed, 0);
                session.read(image, other, 0);
                if (!Arrays.equals(fed, other)) {
                    throw new IllegalArgumentException(
                            "Expected an ensemble whose networks are all fed the same image for an"
                                    + " attack by gradient, found a preprocessing, or pixels that never occurred in training, that"
                                    + " differ between them: use UnitScale and unseenPixels USE, or attack a member (getModels())");
                }
            }
        }
    }

    @Override
    public ImageShape shape() {
        return sessions.get(0).shape();
    }

    @Override
    public int read(Example<Label> example, float[] x, int index) {
        return sessions.get(0).read(example, x, index);
    }

    @Override
    public Example<Label> toExample(float[] x, int index, Label output) {
        return sessions.get(0).toExample(x, index, output);
    }

    @Override
    public String featureName(int pixel) {
        return sessions.get(0).featureName(pixel);
    }

    @Override
    public boolean isUsed(int pixel) {
        return sessions.get(0).isUsed(pixel);
    }

    @Override
    public int capacity() {
        return sessions.get(0).capacity();
    }

    @Override
    public int latentSize() {
        return latentSize;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public void forward(float[] x, int n) {
        examples = n;
        for (int m = 0; m < sessions.size(); m++) {
            sessions.get(m).forward(x, n);
            for (int i = 0; i < n; i++) {
                readProbabilities(m, i);
            }
        }
        gather(sessions.stream().map(GradientSession::latent).toList(), latent);
        double[] shares = new double[weights.length];
        for (int k = 0; k < n * classes; k++) {
            for (int m = 0; m < weights.length; m++) {
                shares[m] = Math.log(weights[m]) + logProbabilities[m][k];
            }
            logits[k] = (float) LogSpace.logSumExp(shares, 0, weights.length);
        }
    }

    private void readProbabilities(int member, int row) {
        float[] scores = sessions.get(member).logits();
        double[] logs = logProbabilities[member];
        for (int j = 0; j < classes; j++) {
            logs[row * classes + j] = scores[row * classes + ids[member][j]] / temperatures[member];
        }
        LogSpace.logNormalise(logs, row * classes, classes);
    }

    /** Puts rows of the members side by side. */
    private void gather(List<float[]> rows, float[] all) {
        int offset = 0;
        for (int m = 0; m < rows.size(); m++) {
            int width = sessions.get(m).network().latentSize();
            for (int i = 0; i < examples; i++) {
                System.arraycopy(rows.get(m), i * width, all, i * latentSize + offset, width);
            }
            offset += width;
        }
    }

    @Override
    public float[] latent() {
        return latent;
    }

    @Override
    public float[] logits() {
        return logits;
    }

    /** What member m has of the ensemble's probability of a label, w_m p_mj / sum_l w_l p_lj. */
    private double responsibility(int member, int k) {
        return weights[member] * Math.exp(logProbabilities[member][k] - logits[k]);
    }

    @Override
    public void tangent(float[] dx, float[] dLatent, float[] dLogits) {
        List<float[]> latents = new ArrayList<>();
        Arrays.fill(dLogits, 0, examples * classes, 0);
        for (int m = 0; m < sessions.size(); m++) {
            GradientSession session = sessions.get(m);
            float[] change = new float[capacity() * classes];
            latents.add(new float[capacity() * session.network().latentSize()]);
            session.tangent(dx, latents.get(m), change);
            for (int i = 0; i < examples; i++) {
                double mean = 0;
                for (int j = 0; j < classes; j++) {
                    mean += Math.exp(logProbabilities[m][i * classes + j]) * change[i * classes + ids[m][j]];
                }
                for (int j = 0; j < classes; j++) {
                    double own = (change[i * classes + ids[m][j]] - mean) / temperatures[m];
                    dLogits[i * classes + j] += (float) (responsibility(m, i * classes + j) * own);
                }
            }
        }
        gather(latents, dLatent);
    }

    @Override
    public void inputGradient(float[] dLatent, float[] dLogits, float[] dx) {
        int values = examples * shape().size();
        float[] own = new float[values];
        Arrays.fill(dx, 0, values, 0);
        int offset = 0;
        for (int m = 0; m < sessions.size(); m++) {
            GradientSession session = sessions.get(m);
            int width = session.network().latentSize();
            float[] memberLatent = null;
            if (dLatent != null) {
                memberLatent = new float[capacity() * width];
                for (int i = 0; i < examples; i++) {
                    System.arraycopy(dLatent, i * latentSize + offset, memberLatent, i * width, width);
                }
            }
            session.inputGradient(memberLatent, dLogits == null ? null : memberLogits(m, dLogits), own);
            for (int k = 0; k < values; k++) {
                dx[k] += own[k];
            }
            offset += width;
        }
    }

    private float[] memberLogits(int member, float[] dLogits) {
        float[] gradient = new float[capacity() * classes];
        for (int i = 0; i < examples; i++) {
            double sum = 0;
            for (int j = 0; j < classes; j++) {
                int k = i * classes + j;
                sum += dLogits[k] * responsibility(member, k);
            }
            for (int j = 0; j < classes; j++) {
                int k = i * classes + j;
                double own = dLogits[k] * responsibility(member, k) - Math.exp(logProbabilities[member][k]) * sum;
                gradient[i * classes + ids[member][j]] = (float) (own / temperatures[member]);
            }
        }
        return gradient;
    }

    @Override
    public void close() {
        sessions.forEach(GradientSession::close);
    }
}
