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
package org.mattrainer.evaluation.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.mattrainer.evaluation.study.ModelStudy;
import org.tribuo.provenance.ModelProvenance;

/**
 * Models that differ in their seeds alone, which are several runs of one method.
 *
 * @param name what their names have in common
 * @param models at least one
 */
record SeedGroup(String name, List<ModelStudy> models) {

    /** What says when, how often and by which versions and instructions a model was trained, and not how. */
    private static final Pattern OF_THE_RUN =
            Pattern.compile(".*-(creation|modified)-time|train-invocation-count|kernels|(plugin|tribuo|java)-version");

    private static final Pattern SEED = Pattern.compile("(?i).*seed$");

    /** What a common beginning of names leaves of the word before the seed. */
    private static final Pattern REST = Pattern.compile("[-_ .,=/]+(seeds?|s)?[-_ .,=/]*$");

    /** A model with what makes its method, and its seeds. */
    private record Run(ModelStudy model, JsonNode method, Map<String, String> seeds) {}

    /** The methods of models, in the order of the first model of each. */
    static List<SeedGroup> of(List<ModelStudy> models) {
        List<List<Run>> groups = new ArrayList<>();
        for (ModelStudy model : models) {
            Run run = run(model);
            groups.stream()
                    .filter(group -> isFurtherSeed(group, run))
                    .findFirst()
                    .ifPresentOrElse(group -> group.add(run), () -> groups.add(new ArrayList<>(List.of(run))));
        }
        return groups.stream()
                .map(group -> group.stream().map(Run::model).toList())
                .map(group -> new SeedGroup(
                        commonName(group.stream().map(ModelStudy::name).toList()), group))
                .toList();
    }

    private static boolean isFurtherSeed(List<Run> group, Run run) {
        return group.get(0).method().equals(run.method())
                && group.stream().noneMatch(other -> other.seeds().equals(run.seeds()));
    }

    private static Run run(ModelStudy model) {
        ModelProvenance provenance = model.model().getProvenance();
        Map<String, String> seeds = new TreeMap<>();
        ObjectNode method = ((ObjectNode) ProvenanceJson.of(provenance.getTrainerProvenance())).objectNode();
        method.put("class", provenance.getClassName());
        method.set("trainer", ProvenanceJson.of(provenance.getTrainerProvenance()));
        method.set("data", ProvenanceJson.of(provenance.getDatasetProvenance()));
        strip("", method, seeds);
        return new Run(model, method, seeds);
    }

    private static void strip(String path, JsonNode node, Map<String, String> seeds) {
        if (node instanceof ObjectNode members) {
            List<String> names = new ArrayList<>();
            members.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                JsonNode member = members.get(name);
                if (member.isValueNode() && SEED.matcher(name).matches()) {
                    seeds.put(path + "/" + name, member.asText());
                    members.remove(name);
                } else if (member.isValueNode() && OF_THE_RUN.matcher(name).matches()) {
                    members.remove(name);
                } else {
                    strip(path + "/" + name, member, seeds);
                }
            }
        } else {
            for (int i = 0; i < node.size(); i++) {
                strip(path + "/" + i, node.get(i), seeds);
            }
        }
    }

    /** What names begin with, without the word before the seed; the first name where they have nothing in common. */
    static String commonName(List<String> names) {
        String first = names.get(0);
        int length = first.length();
        for (String name : names) {
            int same = 0;
            while (same < Math.min(length, name.length()) && name.charAt(same) == first.charAt(same)) {
                same++;
            }
            length = same;
        }
        if (length == first.length() && names.size() == 1) {
            return first;
        }
        // A number that begins alike in all names is still the number of each.
        int end = length;
        int cut = length;
        if (names.stream().anyMatch(name -> name.length() > end && Character.isDigit(name.charAt(end)))) {
            while (cut > 0 && Character.isDigit(first.charAt(cut - 1))) {
                cut--;
            }
        }
        String common = REST.matcher(first.substring(0, cut)).replaceFirst("");
        return common.isEmpty() ? first + ", \u2026" : common;
    }
}
