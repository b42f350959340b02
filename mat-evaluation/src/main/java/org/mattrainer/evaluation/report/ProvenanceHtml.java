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

import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.MapProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.NullConfiguredProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.Map;
import java.util.TreeMap;
import org.mattrainer.evaluation.format.Html;

/** A provenance as nested lists that fold. */
final class ProvenanceHtml {

    private ProvenanceHtml() {}

    /** Appends a provenance under a heading; of a component that there is not, nothing. */
    static void append(Html html, String name, Provenance provenance) {
        if (provenance instanceof NullConfiguredProvenance) {
            return;
        }
        if (provenance instanceof PrimitiveProvenance<?> primitive) {
            html.raw("<div class=\"p\"><b>").text(name).raw("</b> <span>");
            html.text(String.valueOf(primitive.getValue())).raw("</span></div>\n");
            return;
        }
        html.raw("<details><summary>").text(name);
        html.raw(" <i>").text(kind(provenance)).raw("</i></summary>\n");
        if (provenance instanceof ListProvenance<?> list) {
            int index = 0;
            for (Provenance item : list.getList()) {
                append(html, Integer.toString(index++), item);
            }
        } else {
            members(provenance).forEach((key, value) -> append(html, key, value));
        }
        html.raw("</details>\n");
    }

    private static Map<String, Provenance> members(Provenance provenance) {
        Map<String, Provenance> members = new TreeMap<>();
        if (provenance instanceof MapProvenance<?> map) {
            for (Pair<String, ? extends Provenance> pair : map) {
                members.put(pair.getA(), pair.getB());
            }
        } else if (provenance instanceof ObjectProvenance object) {
            for (Pair<String, Provenance> pair : object) {
                members.put(pair.getA(), pair.getB());
            }
        }
        return members;
    }

    private static String kind(Provenance provenance) {
        if (provenance instanceof ObjectProvenance object) {
            String name = object.getClassName();
            return name.substring(name.lastIndexOf('.') + 1);
        }
        return provenance instanceof ListProvenance<?> list ? list.getList().size() + " items" : "";
    }
}
