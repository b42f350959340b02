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

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Node;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.nn.Tap;

/**
 * The trained network whose numbers a training starts from instead of drawn ones. Its classes may be others: what belongs
 * to one class, the rows of the last layer and the components of the mixture, follows the class by its name; rows of new
 * classes are drawn. The state of the optimiser is not part of it.
 */
public final class WarmStart {

    private final TrainedNetwork initial;
    private final int[] classes;

    /**
     * Starts from a trained network.
     *
     * @param initial the trained network
     * @param classes for each class of the training, in order, its number in the trained network or -1 for a new one
     */
    public WarmStart(TrainedNetwork initial, int[] classes) {
        this.initial = initial;
        this.classes = classes.clone();
    }

    /**
     * Requires a network that differs from the trained one in nothing but the number of classes.
     *
     * @param network the network to be trained
     * @throws IllegalArgumentException if it differs in more; it names both
     */
    public void requireFits(Network network) {
        Network other = initial.network();
        Set<Integer> byClass = ClassRows.nodes(network);
        List<Node> nodes = network.nodes();
        boolean fits = network.input().equals(other.input())
                && nodes.size() == other.nodes().size()
                && (!byClass.isEmpty() || sameClasses())
                && byClass.equals(ClassRows.nodes(other));
        for (int i = 0; fits && i < nodes.size(); i++) {
            Node mine = nodes.get(i);
            Node theirs = other.nodes().get(i);
            fits = mine.inputs().equals(theirs.inputs())
                    && mine.layer().getClass() == theirs.layer().getClass()
                    && network.shape(i + 1).height() == other.shape(i + 1).height()
                    && network.shape(i + 1).width() == other.shape(i + 1).width()
                    && (byClass.contains(i)
                            || mine.layer().notation().equals(theirs.layer().notation()));
        }
        fits = fits
                && fits(network.parameters(), other.parameters(), byClass)
                && fits(network.statistics(), other.statistics(), byClass);
        if (!fits) {
            throw new IllegalArgumentException("expected a model of the network " + network
                    + ", apart from the number of classes, found one of " + other);
        }
    }

    private boolean sameClasses() {
        for (int j = 0; j < classes.length; j++) {
            if (classes[j] != j) {
                return false;
            }
        }
        return classes.length == initial.network().classes();
    }

    private boolean fits(List<ParameterSpec> mine, List<ParameterSpec> theirs, Set<Integer> byClass) {
        if (mine.size() != theirs.size()) {
            return false;
        }
        for (int i = 0; i < mine.size(); i++) {
            List<Integer> shape = mine.get(i).tensor().shape();
            List<Integer> other = theirs.get(i).tensor().shape();
            int first = hasRows(mine.get(i), byClass, classes.length)
                            && hasRows(theirs.get(i), byClass, initial.network().classes())
                    ? 1
                    : 0;
            if (shape.size() != other.size()
                    || !shape.subList(first, shape.size()).equals(other.subList(first, other.size()))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the first dimension of a tensor counts the classes; a slope, say, may be one for all. */
    private static boolean hasRows(ParameterSpec spec, Set<Integer> byClass, int classes) {
        return byClass.contains(spec.layer()) && spec.tensor().shape().get(0) == classes;
    }

    /**
     * Puts the trained numbers in the place of drawn ones.
     *
     * @param network the network to be trained, which fits
     * @param parameters its parameters, flat; those of new classes stay
     * @param statistics its running statistics, flat; those of new classes stay
     */
    void load(Network network, float[] parameters, float[] statistics) {
        Set<Integer> byClass = ClassRows.nodes(network);
        Network other = initial.network();
        copy(byClass, other.parameters(), initial.parameters(), network.parameters(), parameters);
        copy(byClass, other.statistics(), initial.statistics(), network.statistics(), statistics);
    }

    private void copy(
            Set<Integer> byClass, List<ParameterSpec> theirs, float[] from, List<ParameterSpec> mine, float[] to) {
        for (int i = 0; i < mine.size(); i++) {
            ParameterSpec spec = mine.get(i);
            if (!hasRows(spec, byClass, classes.length)) {
                System.arraycopy(from, theirs.get(i).offset(), to, spec.offset(), spec.size());
                continue;
            }
            int row = spec.size() / classes.length;
            for (int j = 0; j < classes.length; j++) {
                if (classes[j] >= 0) {
                    System.arraycopy(from, theirs.get(i).offset() + classes[j] * row, to, spec.offset() + j * row, row);
                }
            }
        }
    }

    /**
     * Puts the trained components in the place of first ones.
     *
     * @param network the network to be trained, which fits
     * @param mixture the first mixture of the training; components of new classes stay, and so do all where the trained
     *     network has no mixture, one with covariances of another form or one over other values, its latent vector being
     *     that of another layer
     */
    void load(Network network, GaussianMixture mixture) {
        TrainedMixture trained = initial.mixture();
        if (trained == null || network.node(Tap.LATENT) != initial.network().node(Tap.LATENT)) {
            return;
        }
        GaussianMixture other = trained.toMixture(initial.network());
        if (other.covarianceSize() != mixture.covarianceSize()) {
            return;
        }
        int dimension = mixture.dimension();
        int size = mixture.covarianceSize();
        int mine = mixture.components();
        int theirs = other.components();
        double[] from = other.state();
        double[] to = mixture.state();
        for (int j = 0; j < mine; j++) {
            int k = classes[j];
            if (k >= 0) {
                System.arraycopy(from, k * dimension, to, j * dimension, dimension);
                System.arraycopy(from, theirs * dimension + k * size, to, mine * dimension + j * size, size);
                to[mine * (dimension + size) + j] = from[theirs * (dimension + size) + k];
            }
        }
        mixture.restore(to);
    }

    @Override
    public String toString() {
        return "WarmStart(network=" + initial.network() + ",classes=" + Arrays.toString(classes) + ")";
    }
}
