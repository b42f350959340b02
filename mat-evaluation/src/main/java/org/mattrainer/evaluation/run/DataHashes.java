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
package org.mattrainer.evaluation.run;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.MapProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.HashProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mattrainer.evaluation.config.Components;
import org.mattrainer.internal.files.Sha256;

/** What tells the files that a job reads from others: the hashes that its sources have in their provenance. */
public final class DataHashes {

    private static final List<String> SOURCES = List.of("trainSource", "testSource", "validationSource");
    private static final String OF_FILE = "resource-hash";
    /** The hash of what a packed file holds. */
    private static final String OF_CONTENT = "content-hash";

    private DataHashes() {}

    /**
     * One hash of all that a job reads. It makes the sources.
     *
     * @param manager the configuration
     * @param jobName name of the job's component
     * @return SHA-256 in hexadecimal, the same where no source knows what it reads
     * @throws org.mattrainer.evaluation.command.CommandException if a source cannot be made
     */
    public static String of(ConfigurationManager manager, String jobName) {
        Components components = new Components(manager);
        Map<String, String> hashes = new TreeMap<>();
        for (String property : SOURCES) {
            components
                    .text(jobName, property)
                    .filter(manager::containsConfigurable)
                    .ifPresent(source -> {
                        components.leavesFirst(source).forEach(name -> JobComponents.lookUp(manager, components, name));
                        if (manager.lookup(source) instanceof Provenancable<?> known) {
                            collect(property, known.getProvenance(), hashes);
                        }
                    });
        }
        MessageDigest digest = Sha256.digest();
        hashes.forEach((path, hash) -> digest.update((path + "=" + hash + "\n").getBytes(StandardCharsets.UTF_8)));
        return Sha256.hex(digest);
    }

    private static void collect(String path, Provenance provenance, Map<String, String> hashes) {
        if (provenance instanceof HashProvenance hash) {
            hashes.put(path, hash.getValue());
        } else if (provenance instanceof ObjectProvenance object) {
            Map<String, Provenance> parts = new TreeMap<>();
            for (Pair<String, Provenance> part : object) {
                parts.put(part.getA(), part.getB());
            }
            parts.forEach((name, part) -> {
                if (!parts.containsKey(name.replace(OF_FILE, OF_CONTENT)) || !name.endsWith(OF_FILE)) {
                    collect(path + "." + name, part, hashes);
                }
            });
        } else if (provenance instanceof MapProvenance<?> map) {
            map.getMap().forEach((name, part) -> collect(path + "." + name, part, hashes));
        } else if (provenance instanceof ListProvenance<?> list) {
            for (int i = 0; i < list.getList().size(); i++) {
                collect(path + "." + i, list.getList().get(i), hashes);
            }
        }
    }
}
