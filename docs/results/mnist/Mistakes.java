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
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mattrainer.MatModel;
import org.mattrainer.data.DataPart;
import org.mattrainer.data.IdxImageSource;
import org.mattrainer.data.StandardDataset;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.latent.MixtureSettings;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/**
 * Where the mistakes of models of MNIST lie in their latent spaces: {@code java Mistakes.java MODEL...}, files of models. The classes
 * of each model are the moments of its own latent vectors of 10,000 training images, for those with a mixture of their own too.
 */
public class Mistakes {

    private Mistakes() {}

    public static void main(String[] files) throws Exception {
        Dataset<Label> train = new MutableDataset<>(new IdxImageSource(StandardDataset.MNIST, DataPart.TRAIN, 10_000));
        Dataset<Label> test = new MutableDataset<>(new IdxImageSource(StandardDataset.MNIST, DataPart.TEST, 0));
        boolean[] byAll = new boolean[test.size()];
        Arrays.fill(byAll, true);
        for (String file : files) {
            MatModel model = (MatModel) Model.deserializeFromFile(Path.of(file)).castModel(Label.class);
            report(file, model, train, test, byAll);
        }
        System.out.printf("wrong by all: %d%n", IntStream.range(0, byAll.length).filter(i -> byAll[i]).count());
    }

    private static void report(String file, MatModel model, Dataset<Label> train, Dataset<Label> test, boolean[] byAll) {
        GaussianMixture classes = fit(model, train);
        double[][] z = latent(model, test);
        List<Prediction<Label>> predictions = model.predict(test);
        double[] logDensities = new double[classes.components()];
        double[] distances = new double[z.length];
        double[] toPredicted = new double[z.length];
        double[] density = new double[z.length];
        double[] confidence = new double[z.length];
        Map<String, Integer> pairs = new TreeMap<>();
        int both = 0;
        int softmax = 0;
        int mixture = 0;
        for (int i = 0; i < z.length; i++) {
            int truth = component(model, test.getExample(i).getOutput());
            int predicted = component(model, predictions.get(i).getOutput());
            classes.logDensities(z[i], 0, logDensities, 0);
            int densest = IntStream.range(0, logDensities.length)
                    .boxed()
                    .max(Comparator.comparingDouble(c -> logDensities[c]))
                    .orElseThrow();
            density[i] = classes.logMixture(logDensities, 0);
            confidence[i] = predictions.get(i).getOutput().getScore();
            distances[i] = distance(classes, truth, z[i]);
            toPredicted[i] = distance(classes, predicted, z[i]);
            if (predicted != truth) {
                String pair = test.getExample(i).getOutput().getLabel() + " as " + predictions.get(i).getOutput().getLabel();
                pairs.merge(pair, 1, Integer::sum);
                softmax++;
            }
            if (densest != truth) {
                mixture++;
                both += predicted != truth ? 1 : 0;
            }
            byAll[i] &= predicted != truth;
        }
        boolean[] wrong = wrong(test, predictions);
        double[] right = sorted(distances, wrong, false);
        double usual = right[(int) (0.99 * right.length)];
        double[] own = sorted(distances, wrong, true);
        double[] other = sorted(toPredicted, wrong, true);
        System.out.printf(Locale.ROOT, "%s%n  wrong: softmax %d, mixture %d, both %d%n", file, softmax, mixture, both);
        System.out.println("  most: " + pairs.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(6)
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", ")));
        System.out.printf(Locale.ROOT, "  Mahalanobis distance, right ones to their class: median %.1f, 99 %% below %.1f%n", median(right), usual);
        System.out.printf(Locale.ROOT, "  mistakes to their class: median %.1f; to the predicted one: median %.1f, %d of %d below %.1f%n",
                median(own), median(other), Arrays.stream(other).filter(d -> d < usual).count(), other.length, usual);
        System.out.printf(Locale.ROOT, "  wrong among the 98 %% of highest confidence: %d, of highest density: %d%n",
                wrongAmongTop(confidence, wrong), wrongAmongTop(density, wrong));
    }

    private static long wrongAmongTop(double[] score, boolean[] wrong) {
        return IntStream.range(0, score.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -score[i]))
                .limit(score.length * 98L / 100)
                .filter(i -> wrong[i])
                .count();
    }

    private static boolean[] wrong(Dataset<Label> test, List<Prediction<Label>> predictions) {
        boolean[] wrong = new boolean[test.size()];
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = !predictions.get(i).getOutput().equals(test.getExample(i).getOutput());
        }
        return wrong;
    }

    private static GaussianMixture fit(MatModel model, Dataset<Label> data) {
        double[][] z = latent(model, data);
        int dimension = z[0].length;
        int[] labels = new int[z.length];
        double[] flat = new double[z.length * dimension];
        float[] weights = new float[z.length];
        Arrays.fill(weights, 1);
        for (int i = 0; i < z.length; i++) {
            labels[i] = component(model, data.getExample(i).getOutput());
            System.arraycopy(z[i], 0, flat, i * dimension, dimension);
        }
        GaussianMixture mixture = new GaussianMixture(MixtureSettings.builder().rho(1e-6).build(), 10, dimension);
        mixture.initialise(flat, labels, weights, z.length);
        return mixture;
    }

    private static double[][] latent(MatModel model, Dataset<Label> data) {
        Dataset<Label> features = model.latentSpace().features(data);
        return features.getData().stream().map(Mistakes::values).toArray(double[][]::new);
    }

    private static double[] values(Example<Label> example) {
        double[] values = new double[example.size()];
        int[] at = {0};
        example.forEach(feature -> values[at[0]++] = feature.getValue());
        return values;
    }

    private static int component(MatModel model, Label label) {
        return model.getOutputIDInfo().getID(label);
    }

    private static double distance(GaussianMixture classes, int component, double[] z) {
        return Math.sqrt(classes.squaredDistance(component, z, 0, classes.means(), component * z.length));
    }

    private static double[] sorted(double[] values, boolean[] wrong, boolean which) {
        return IntStream.range(0, values.length).filter(i -> wrong[i] == which).mapToDouble(i -> values[i]).sorted().toArray();
    }

    private static double median(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
