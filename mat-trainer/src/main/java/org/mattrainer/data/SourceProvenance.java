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
package org.mattrainer.data;

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil.HashType;
import com.oracle.labs.mlrg.olcut.provenance.impl.SkeletalConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DateTimeProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.HashProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.tribuo.provenance.DataSourceProvenance;

/**
 * Provenance of the sources of this package: their settings, the SHA-256 of each file they read, and the number of
 * examples. Two are equal when all of these are; the time at which the source was made does not count.
 */
public final class SourceProvenance extends SkeletalConfiguredObjectProvenance implements DataSourceProvenance {

    private static final long serialVersionUID = 1L;

    /** Key of the number of examples. */
    public static final String EXAMPLES = "examples";

    private final DateTimeProvenance creationTime;
    private final IntProvenance examples;
    private final TreeMap<String, HashProvenance> hashes = new TreeMap<>();

    /**
     * Reads the settings of a source.
     *
     * @param host the source
     * @param examples number of its examples
     * @param hashes SHA-256 in hexadecimal by key, such as {@code features-resource-hash}
     */
    SourceProvenance(Configurable host, int examples, Map<String, String> hashes) {
        super(host, "DataSource");
        this.creationTime = new DateTimeProvenance(DATASOURCE_CREATION_TIME, OffsetDateTime.now());
        this.examples = new IntProvenance(EXAMPLES, examples);
        hashes.forEach((key, hash) -> this.hashes.put(key, new HashProvenance(HashType.SHA256, key, hash)));
    }

    /**
     * Deserialization constructor.
     *
     * @param map the provenances
     */
    public SourceProvenance(Map<String, Provenance> map) {
        this(extractProvenanceInfo(map));
    }

    private SourceProvenance(ExtractedInfo info) {
        super(info);
        String name = SourceProvenance.class.getSimpleName();
        this.creationTime = checkAndExtractProvenance(info, DATASOURCE_CREATION_TIME, DateTimeProvenance.class, name);
        this.examples = checkAndExtractProvenance(info, EXAMPLES, IntProvenance.class, name);
        info.instanceValues.forEach((key, value) -> {
            if (value instanceof HashProvenance) {
                hashes.put(key, (HashProvenance) value);
            }
        });
    }

    /**
     * Separates the settings from the other values.
     *
     * @param map the provenances
     * @return the separated provenances
     */
    protected static ExtractedInfo extractProvenanceInfo(Map<String, Provenance> map) {
        Map<String, Provenance> configured = new HashMap<>(map);
        String name = SourceProvenance.class.getSimpleName();
        String className = ObjectProvenance.checkAndExtractProvenance(
                        configured, CLASS_NAME, StringProvenance.class, name)
                .getValue();
        String shortName = ObjectProvenance.checkAndExtractProvenance(
                        configured, HOST_SHORT_NAME, StringProvenance.class, name)
                .getValue();
        Map<String, PrimitiveProvenance<?>> instance = new HashMap<>();
        for (Map.Entry<String, Provenance> entry : map.entrySet()) {
            String key = entry.getKey();
            boolean isHash = entry.getValue() instanceof HashProvenance;
            if (isHash || key.equals(EXAMPLES) || key.equals(DATASOURCE_CREATION_TIME)) {
                instance.put(key, (PrimitiveProvenance<?>) configured.remove(key));
            }
        }
        return new ExtractedInfo(className, shortName, configured, instance);
    }

    @Override
    public Map<String, PrimitiveProvenance<?>> getInstanceValues() {
        Map<String, PrimitiveProvenance<?>> values = super.getInstanceValues();
        values.put(creationTime.getKey(), creationTime);
        values.put(examples.getKey(), examples);
        values.putAll(hashes);
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other)
                && other instanceof SourceProvenance that
                && examples.equals(that.examples)
                && hashes.equals(that.hashes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), examples, hashes);
    }
}
