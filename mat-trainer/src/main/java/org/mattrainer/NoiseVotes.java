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
package org.mattrainer;

import java.util.Arrays;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.internal.numbers.ArgMax;
import org.mattrainer.internal.numbers.RandomStream;
import org.mattrainer.internal.numbers.SplitMix64;
import org.mattrainer.statistics.ClopperPearson;

/**
 * Counts how often a classifier gives an image plus Gaussian noise each label. The noise depends on the seed, the image
 * and the number of the draw only. Used by one thread at a time.
 */
final class NoiseVotes implements AutoCloseable {

    private final NoisyClassifier classifier;
    private final RandomisedSmoothing smoothing;
    private final int labels;
    private final RandomStream random = new RandomStream(0);
    private final float[] noisy;
    private final int[] found;

    NoiseVotes(NoisyClassifier classifier, RandomisedSmoothing smoothing, int labels) {
        this.classifier = classifier;
        this.smoothing = smoothing;
        this.labels = labels;
        this.noisy = new float[Math.multiplyExact(classifier.capacity(), classifier.size())];
        this.found = new int[classifier.capacity()];
    }

    NoisyClassifier classifier() {
        return classifier;
    }

    /** The votes for each label id on an image. */
    int[] vote(float[] image) {
        return count(image, StreamPurpose.SMOOTHING_VOTE, smoothing.samples());
    }

    /** The label id that few draws of their own choose, and the lower bound of its share in the vote. */
    Bound bound(float[] image) {
        int[] selection = count(image, StreamPurpose.SMOOTHING_SELECTION, smoothing.selectionSamples());
        int label = ArgMax.of(selection);
        return new Bound(label, ClopperPearson.lower(vote(image)[label], smoothing.samples(), smoothing.alpha()));
    }

    /** A label id and the lower confidence bound of its share. */
    record Bound(int label, double share) {}

    private int[] count(float[] image, StreamPurpose purpose, int draws) {
        int[] counts = new int[labels];
        long id = identity(image);
        for (int first = 0; first < draws; first += found.length) {
            int n = Math.min(found.length, draws - first);
            for (int i = 0; i < n; i++) {
                random.reset(purpose.key(smoothing.seed(), first + i, id));
                addNoise(image, i * image.length);
            }
            classifier.classify(noisy, n, found);
            for (int i = 0; i < n; i++) {
                counts[found[i]]++;
            }
        }
        return counts;
    }

    private void addNoise(float[] image, int offset) {
        random.fillGaussian(noisy, offset, image.length);
        for (int k = 0; k < image.length; k++) {
            noisy[offset + k] = (float) (image[k] + smoothing.sigma() * noisy[offset + k]);
        }
    }

    /** A hash of the values of an image, equal for both zeros. */
    private static long identity(float[] image) {
        long hash = image.length;
        for (float value : image) {
            hash = (hash ^ Float.floatToIntBits(value + 0f)) * SplitMix64.GOLDEN_GAMMA;
            hash ^= hash >>> 32;
        }
        return hash;
    }

    /** The largest count but one. */
    static int runnerUp(int[] counts) {
        int[] sorted = counts.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length - 2];
    }

    @Override
    public void close() {
        classifier.close();
    }
}
