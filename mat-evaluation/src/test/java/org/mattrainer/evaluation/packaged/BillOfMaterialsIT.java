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
package org.mattrainer.evaluation.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bill of materials names what is shipped, no more and no less. */
class BillOfMaterialsIT {

    private static final Path TARGET = Path.of("target");

    private static JsonNode bill() throws IOException {
        return new ObjectMapper().readTree(TARGET.resolve("sbom.cdx.json").toFile());
    }

    @Test
    void itHoldsTheJarsThatAreShipped() throws IOException, NoSuchAlgorithmException {
        SortedMap<String, String> listed = new TreeMap<>();
        for (JsonNode component : bill().get("components")) {
            String file = component.get("name").textValue() + "-"
                    + component.get("version").textValue() + ".jar";
            for (JsonNode hash : component.get("hashes")) {
                if (hash.get("alg").textValue().equals("SHA-256")) {
                    listed.put(file, hash.get("content").textValue());
                }
            }
        }
        SortedMap<String, String> shipped = new TreeMap<>();
        List<Path> jars;
        try (Stream<Path> files = Files.list(TARGET.resolve("lib"))) {
            jars = files.toList();
        }
        for (Path jar : jars) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
            shipped.put(jar.getFileName().toString(), HexFormat.of().formatHex(hash));
        }
        assertEquals(shipped, listed);
    }

    @Test
    void itIsOfThisProductAndNamesLicences() throws IOException {
        JsonNode bill = bill();
        assertEquals("CycloneDX", bill.get("bomFormat").textValue());
        assertEquals("mat-evaluation", bill.at("/metadata/component/name").textValue());
        for (JsonNode component : bill.get("components")) {
            assertTrue(
                    component.has("licenses") && component.get("licenses").size() > 0,
                    component.get("name").textValue());
        }
    }
}
