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
package org.mattrainer.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reading of golden files: what is not understood fails. */
class GoldenFileTest {

    private static final String CASE = "{'name':'a','op':'unit','attrs':{'p':'inf','k':2},'inputs':{'x':"
            + "{'shape':[2],'data':[1,2]}},'expected':{'y':{'shape':[],'data':[3]}},"
            + "'expected_f32':{'y':{'shape':[],'data':[3.5]}},'tol':{'f64':0.001,'f32':0.01}}";

    @TempDir
    Path folder;

    private GoldenCase load(Precision precision, String cases) throws IOException {
        Files.writeString(
                folder.resolve("f.json"),
                ("{'format':1,'file':'f','seed':1,'cases':[" + cases + "]}").replace('\'', '"'));
        return GoldenFile.load("f", precision, folder).get(0);
    }

    private void assertRefused(String cases, String message) {
        Exception e = assertThrows(IllegalStateException.class, () -> load(Precision.DOUBLE, cases));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void readsAttributesAndTensors() throws IOException {
        GoldenCase golden = load(Precision.DOUBLE, CASE);
        assertEquals(Double.POSITIVE_INFINITY, golden.number("p"));
        assertEquals(2, golden.integer("k"));
        assertEquals(2, golden.input("x").data()[1]);
        golden.verify("y", 3.0039);
        golden.finish();
    }

    @Test
    void comparesAtTheToleranceOfThePrecision() throws IOException {
        assertThrows(AssertionError.class, () -> load(Precision.DOUBLE, CASE).verify("y", 3.0041));
        assertThrows(AssertionError.class, () -> load(Precision.DOUBLE, CASE).verify("y", Double.NaN));
        assertThrows(AssertionError.class, () -> load(Precision.DOUBLE, CASE).verify("y", 3, 3));
        GoldenCase close = load(Precision.FLOAT, CASE);
        AssertionError e = assertThrows(AssertionError.class, () -> close.verify("y", 3.01));
        assertTrue(e.getMessage().contains("expected_f32"), e.getMessage());
    }

    @Test
    void whatIsNotUsedFails() throws IOException {
        GoldenCase golden = load(Precision.DOUBLE, CASE);
        golden.number("p");
        golden.input("x");
        AssertionError e = assertThrows(AssertionError.class, golden::finish);
        assertTrue(e.getMessage().contains("[attrs.k, expected.y]"), e.getMessage());
    }

    @Test
    void damagedFilesFail() throws IOException {
        assertThrows(UncheckedIOException.class, () -> GoldenFile.load("missing", Precision.DOUBLE, folder));
        assertThrows(UncheckedIOException.class, () -> load(Precision.DOUBLE, "{"));
        assertThrows(UncheckedIOException.class, () -> load(Precision.DOUBLE, CASE + "]} {"));
        assertRefused("", "at least one case");
        assertRefused(CASE + "," + CASE, "two cases a");
        assertRefused(CASE.replace("'op'", "'operation'"), "the field op");
        assertRefused(CASE.replace("'tol'", "'seed':1,'tol'"), "only the fields");
        assertRefused(CASE.replace("[1,2]", "[1]"), "2 values");
        assertRefused(CASE.replace("[1,2]", "[1,'x']"), "numbers");
    }

    @Test
    void hashIsThatOfTheFormat() {
        double[] expected = {-0.9611565330997109, -0.47054464649409056, 0.5138763817958534};
        assertArrayEquals(expected, GoldenParameter.hash(3, 2));
    }
}
