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
package org.mattrainer.internal.checkpoint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mattrainer.internal.files.Sha256;
import org.mattrainer.training.Arithmetic;
import org.mattrainer.training.ResumeRefusedException;

/**
 * What two trainings must have in common for one to go on from a checkpoint of the other.
 *
 * @param configuration every property of the trainer, defaults worked in, by its path
 * @param data every property of the data sources; looked at only to say why data differ, because the same data may be
 *     elsewhere
 * @param dataHash SHA-256 of the images, classes and weights
 * @param seed seed of all random numbers of this training
 * @param network notation of the network
 * @param arithmetic with what the training was made, in order; more than one where it was resumed with another
 */
public record RunIdentity(
        SortedMap<String, String> configuration,
        SortedMap<String, String> data,
        String dataHash,
        long seed,
        String network,
        List<Arithmetic> arithmetic) {

    /**
     * A training in which nothing has diverged is the same for every number of retries, so that one that has can go on
     * with a larger one; an initial model is told by its fingerprint, wherever it lies.
     */
    private static final Set<String> FREE = Set.of("divergenceRetries", "initialModel");

    private static final int MOST_DIFFERENCES = 5;

    /** Copies the maps. */
    public RunIdentity {
        configuration = Collections.unmodifiableSortedMap(new TreeMap<>(configuration));
        data = Collections.unmodifiableSortedMap(new TreeMap<>(data));
        Objects.requireNonNull(dataHash);
        Objects.requireNonNull(network);
        arithmetic = List.copyOf(arithmetic);
    }

    /**
     * SHA-256 of the configuration.
     *
     * @return 64 hexadecimal digits
     */
    public String configurationHash() {
        MessageDigest digest = Sha256.digest();
        configuration.forEach(
                (name, value) -> digest.update((name + "=" + value + "\n").getBytes(StandardCharsets.UTF_8)));
        return Sha256.hex(digest);
    }

    /** The identity of a training that goes on from a checkpoint: all that it was made with before, then what is new. */
    RunIdentity after(RunIdentity stored, boolean finished) {
        List<Arithmetic> all = new ArrayList<>(stored.arithmetic);
        if (!finished && (all.isEmpty() || !all.get(all.size() - 1).equals(newest()))) {
            all.add(newest());
        }
        return new RunIdentity(configuration, data, dataHash, seed, network, all);
    }

    private Arithmetic newest() {
        return arithmetic.get(arithmetic.size() - 1);
    }

    /** Throws if a training with this identity cannot go on from a checkpoint of another. */
    void requireResumable(RunIdentity stored, String file) {
        List<String> differences =
                differences(FormerSettings.replace(stored.configuration, configuration), configuration);
        if (!differences.isEmpty()) {
            throw refused(file, "another configuration: " + list(differences));
        }
        if (!network.equals(stored.network)) {
            throw refused(file, "another network: " + stored.network + " there, " + network + " here");
        }
        if (!dataHash.equals(stored.dataHash)) {
            List<String> sources = differences(stored.data, data);
            throw refused(
                    file,
                    "other training data: "
                            + (sources.isEmpty() ? "the sources are the same, their examples are not" : list(sources)));
        }
        if (seed != stored.seed) {
            throw refused(file, "another seed: an earlier or later training of the same trainer");
        }
    }

    private static ResumeRefusedException refused(String file, String why) {
        return new ResumeRefusedException("Cannot go on from " + file + ", which has " + why);
    }

    private static List<String> differences(Map<String, String> stored, Map<String, String> now) {
        TreeSet<String> names = new TreeSet<>(stored.keySet());
        names.addAll(now.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            String there = stored.getOrDefault(name, "absent");
            String here = now.getOrDefault(name, "absent");
            if (!there.equals(here) && !FREE.contains(name)) {
                differences.add(name + " is " + there + " there and " + here + " here");
            }
        }
        return differences;
    }

    private static String list(List<String> differences) {
        int shown = Math.min(MOST_DIFFERENCES, differences.size());
        String text = String.join("; ", differences.subList(0, shown));
        return shown == differences.size() ? text : text + "; and " + (differences.size() - shown) + " more";
    }
}
