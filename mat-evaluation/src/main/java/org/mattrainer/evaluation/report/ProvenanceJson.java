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
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.impl.NullConfiguredProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;

/** A provenance as JSON. */
final class ProvenanceJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ProvenanceJson() {}

    /** All of it but the components that there are not, which the host lists by their class alone. */
    static JsonNode of(ObjectProvenance provenance) {
        JsonNode tree = JSON.valueToTree(ProvenanceUtil.convertToMap(provenance));
        removeAbsent(provenance, tree);
        return tree;
    }

    private static void removeAbsent(Provenance provenance, JsonNode node) {
        if (provenance instanceof ListProvenance<?> list && node != null && node.isArray()) {
            for (int i = 0; i < list.getList().size(); i++) {
                removeAbsent(list.getList().get(i), node.get(i));
            }
        } else if (provenance instanceof ObjectProvenance object && node instanceof ObjectNode members) {
            for (Pair<String, Provenance> member : object) {
                if (member.getB() instanceof NullConfiguredProvenance) {
                    members.remove(member.getA());
                } else {
                    removeAbsent(member.getB(), members.get(member.getA()));
                }
            }
        }
    }
}
