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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.test.Helpers;

/** The checks of the host's {@code Helpers.testConfigurableRoundtrip}, whose types do not admit data sources, and more. */
final class SourceRoundTrip {

    private SourceRoundTrip() {}

    /** A source equals, in settings, provenance and examples, what its provenance re-creates. */
    static void check(ConfigurableDataSource<Label> source) {
        ConfigurationManager imported = new ConfigurationManager();
        String name = imported.importConfigurable(source, "item");
        List<ConfigurationData> settings = imported.getComponentNames().stream()
                .map(imported::getConfigurationData)
                .flatMap(Optional::stream)
                .toList();
        List<ConfigurationData> extracted = ProvenanceUtil.extractConfiguration(source.getProvenance());
        String root = extracted.get(0).getName();
        assertTrue(ConfigurationData.structuralEquals(settings, extracted, name, root), extracted.toString());

        Helpers.testProvenanceMarshalling(source.getProvenance());

        ConfigurationManager manager = new ConfigurationManager();
        manager.addConfiguration(extracted);
        @SuppressWarnings("unchecked")
        ConfigurableDataSource<Label> again = (ConfigurableDataSource<Label>) manager.lookup(root);
        assertEquals(source.getProvenance(), again.getProvenance());
        assertEquals(list(source), list(again));
    }

    static List<Example<Label>> list(Iterable<Example<Label>> source) {
        List<Example<Label>> list = new ArrayList<>();
        source.forEach(list::add);
        return list;
    }
}
