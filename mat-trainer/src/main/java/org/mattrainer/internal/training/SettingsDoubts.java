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

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.mattrainer.internal.input.TrainingBatches;
import org.mattrainer.nn.BatchNorm2d;
import org.mattrainer.nn.Layer;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Relu;
import org.mattrainer.nn.Sigmoid;
import org.mattrainer.nn.Softmax;
import org.mattrainer.nn.Softplus;
import org.mattrainer.nn.Tanh;
import org.mattrainer.nn.Tap;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.SideCrossEntropy;
import org.mattrainer.objective.Term;
import org.mattrainer.optimise.TrainingLength;

/** Finds settings that are allowed and are hardly what was meant: a training with them ends, and its model is no good. */
final class SettingsDoubts {

    /** Activations whose outputs are not numbers of any sign and size, as logits are. */
    private static final Set<Class<? extends Layer>> BOUNDED =
            Set.of(Relu.class, Sigmoid.class, Softmax.class, Softplus.class, Tanh.class);

    /** Largest share of running statistics, an average or a mixture that may be what they were earlier. */
    private static final double MOST_LEFT = 0.05;

    private final List<String> found = new ArrayList<>();

    private SettingsDoubts() {}

    /** A sentence for each doubt. */
    static List<String> of(
            TrainingSettings settings, StartingNetwork starting, TrainingBatches batches, TrainingLength length) {
        Network network = starting.network();
        SettingsDoubts doubts = new SettingsDoubts();
        doubts.inspectTerms(settings.terms(), network);
        doubts.inspectCrossEntropies(settings.terms());
        doubts.inspectBatches(settings.terms(), network.classes(), batches);
        doubts.inspectLogits(network, "The logits");
        doubts.inspectSideHeads(settings.terms(), network);
        doubts.inspectReaders(network);
        if (settings.average() == null) {
            doubts.inspectStatistics(starting, length.steps());
        } else {
            doubts.inspectAverage(settings, starting, length);
        }
        settings.schedule().doubt(length).ifPresent(doubts.found::add);
        return doubts.found;
    }

    private void inspectTerms(List<Term> terms, Network network) {
        if (terms.stream().noneMatch(Term::teachesClasses)) {
            found.add("No term teaches the network the classes of the labelled examples, of " + terms
                    + ": its predictions will be those of chance, unless a CrossEntropy stands beside them");
        }
        for (Term term : terms) {
            term.doubt(network).ifPresent(found::add);
            term.perturbation().flatMap(moved -> moved.direction().doubt()).ifPresent(found::add);
        }
    }

    private void inspectCrossEntropies(List<Term> terms) {
        if (terms.stream().noneMatch(term -> term instanceof CrossEntropy && term.teachesClasses())) {
            return;
        }
        terms.stream()
                .filter(Term::replacesCrossEntropy)
                .map(
                        term -> "A CrossEntropy stands beside " + term
                                + ", which takes its place: the labelled examples teach the classes by both losses, leave it out")
                .forEach(found::add);
    }

    private void inspectBatches(List<Term> terms, int classes, TrainingBatches batches) {
        int examples = batches.hasUnlabelled() ? batches.unlabelledCapacity() : batches.labelledCapacity();
        for (Term term : terms) {
            int fewest = term.fewestExamples(classes);
            if (examples < fewest) {
                found.add("The term " + term.name() + " takes means over batches of " + examples
                        + " examples, which say little with " + classes + " classes: it needs at least " + fewest
                        + ", better several times as many");
            }
        }
    }

    /** Heads whose loss takes the softmax of what they give. */
    private void inspectSideHeads(List<Term> terms, Network network) {
        for (Term term : terms) {
            if (term instanceof SideCrossEntropy) {
                term.auxiliaries(network)
                        .forEach(head -> inspectLogits(head.network(), "The logits of the head of " + head.name()));
            }
        }
    }

    private void inspectLogits(Network network, String logits) {
        int node = network.node(Tap.LOGITS);
        if (BOUNDED.contains(network.layers().get(node).getClass())) {
            found.add(
                    logits + " are what the layer " + name(network, node) + " gives, while losses and predictions take"
                            + " the softmax of numbers of any sign and size themselves: behind such a layer a network learns little,"
                            + " leave it out");
        }
    }

    /** Layers that lead to no value of the network, as where a shortcut is never added. */
    private void inspectReaders(Network network) {
        BitSet read = new BitSet();
        network.taps().values().forEach(node -> FrozenLayers.upTo(network, node, read));
        List<String> unread = new ArrayList<>();
        for (int i = read.nextClearBit(0); i < network.nodes().size(); i = read.nextClearBit(i + 1)) {
            unread.add(name(network, i));
        }
        if (!unread.isEmpty()) {
            found.add(
                    "Nothing reads what the layers " + unread + " of the network " + network
                            + " give: they change no prediction, and a join (+, & or *) with the name of their output may be missing");
        }
    }

    /**
     * Running statistics that the training is too short for: those of an initial model are no worse than its parameters, and
     * an average of the parameters has some of its own.
     */
    private void inspectStatistics(StartingNetwork starting, long steps) {
        List<Layer> layers = starting.network().layers();
        double slowest = IntStream.range(0, layers.size())
                .filter(node -> !starting.frozen().nodes().get(node))
                .mapToObj(layers::get)
                .filter(BatchNorm2d.class::isInstance)
                .mapToDouble(layer -> ((BatchNorm2d) layer).decay())
                .max()
                .orElse(0);
        double left = Math.pow(slowest, steps);
        if (starting.warmStart().isEmpty() && left > MOST_LEFT) {
            found.add("The running statistics of batch normalisation keep " + (float) slowest
                    + " of themselves in a step: after "
                    + steps + " steps " + Math.round(100 * left)
                    + " % of them are the mean of 0 and the variance of 1 that"
                    + " they begin with, and predictions differ from the outputs in training; a smaller decay, as in"
                    + " B1.0E-6d0.9, or more steps mend that");
        }
    }

    /** What an average has of numbers that it is not the average of. */
    private void inspectAverage(TrainingSettings settings, StartingNetwork starting, TrainingLength length) {
        double start = settings.average().shareOfStart(length);
        if (starting.warmStart().isEmpty() && start > MOST_LEFT) {
            found.add(Math.round(100 * start) + " % of the parameters of the model will be those before the first of "
                    + length.steps() + " steps, of which " + settings.average()
                    + " begins; another start, such as MEAN,"
                    + " or a smaller decay mend that");
        }
        double slowest = Math.max(settings.mixture().alpha(), settings.mixture().beta());
        double left = Math.pow(slowest, Settling.STEPS);
        if (settings.usesMixture() && slowest < 1 && left > MOST_LEFT) {
            found.add("The mixture keeps " + slowest + " of itself in a step: with " + settings.average() + " "
                    + Math.round(100 * left)
                    + " % of it will be that of the parameters of the last steps and not of their"
                    + " average, as it sees the average in " + Settling.STEPS
                    + " steps; a smaller alpha and beta mend that");
        }
    }

    private static String name(Network network, int node) {
        return node + "." + network.layers().get(node).getClass().getSimpleName();
    }
}
