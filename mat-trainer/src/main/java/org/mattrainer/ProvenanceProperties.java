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

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.MapProvenance;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.util.SortedMap;
import java.util.TreeMap;

/** The configuration that a provenance holds as flat properties, such as {@code terms[1].smoothnessWeight}. */
final class ProvenanceProperties {

    private final SortedMap<String, String> properties = new TreeMap<>();

    private ProvenanceProperties() {}

    /** Every property, defaults worked in, by its path below an object; the object's class has the path "class". */
    static SortedMap<String, String> of(Provenance provenance) {
        ProvenanceProperties flat = new ProvenanceProperties();
        flat.add("", provenance);
        return flat.properties;
    }

    private void add(String path, Provenance provenance) {
        if (provenance instanceof ConfiguredObjectProvenance object) {
            String prefix = path.isEmpty() ? "" : path + ".";
            properties.put(prefix + "class", object.getClassName());
            object.getConfiguredParameters().forEach((name, value) -> add(prefix + name, value));
        } else if (provenance instanceof ListProvenance<?> list) {
            for (int i = 0; i < list.getList().size(); i++) {
                add(path + "[" + i + "]", list.getList().get(i));
            }
        } else if (provenance instanceof MapProvenance<?> map) {
            map.getMap().forEach((name, value) -> add(path + "[" + name + "]", value));
        } else {
            properties.put(path, value(provenance));
        }
    }

    private static String value(Provenance provenance) {
        return provenance instanceof PrimitiveProvenance<?> primitive
                ? String.valueOf(primitive.getValue())
                : provenance.toString();
    }
}
