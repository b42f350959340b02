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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the register-tiled matrix products of the vector kernels into a source folder. Run by the build as a
 * single-file program: {@code java ProductGenerator.java FOLDER}.
 *
 * <p>Each kernel keeps rows x vectors sums in local variables over one loop: one scalar a is broadcast per row, one
 * vector b is loaded per column vector. The just-in-time compiler keeps the sums in registers only if they are local
 * variables that cross a single loop, and it folds row distances into address modes only if they are literals; hence
 * one method for each shape.
 */
public final class ProductGenerator {

    private static final int MAX_VECTORS = 2;

    /** Floats between tiles: eight positions of a channel block, see WinogradPass. */
    private static final int TILE = 128;

    /** How a kernel walks its arrays. */
    private enum Kind {
        /** Winograd forward: sum over channels in blocks of 16; rows are tiles, TILE floats apart; c is overwritten. */
        TILE_PRODUCT("float[] a, int aStart, int aBlock, float[] b, int bStart, float[] c, int cStart, int vectorStep"),
        /** Direct forward: sum over the taps of a table; rows are pixels, a variable distance apart; c is overwritten. */
        PIXEL_PRODUCT("int[] table, float[] a, int aStart, int aStep, float[] b, int bStart, float[] c, int cStart, int cStep"),
        /** Direct forward over values side by side: the first part of the sum; rows are pixels; c is overwritten. */
        RUN_PRODUCT("float[] a, int aStart, int aStep, float[] b, int bStart, float[] c, int cStart, int cStep"),
        /** The other parts, added to c. */
        RUN_SUM("float[] a, int aStart, int aStep, float[] b, int bStart, float[] c, int cStart, int cStep"),
        /** Direct forward to few channels: sum over vectors of a, lane by lane; rows are pixels; c is overwritten. */
        PIXEL_DOT("int[] table, float[] a, int aStart, int aStep, float[] b, int bStart, float[] c, int cStart"),
        /** Winograd weight gradient: sum over tiles, TILE floats apart; rows are channels; c is overwritten. */
        TILE_OUTER("float[] a, int aStart, float[] b, int bStart, int vectorStep, float[] c, int cStart"),
        /** Direct weight gradient: sum over the pixels of two tables; rows are channels; added to c. */
        PIXEL_OUTER("int[] aTable, int[] bTable, float[] a, int aStart, float[] b, int bStart, float[] c, int cStart");

        private final String parameters;

        Kind(String parameters) {
            this.parameters = parameters;
        }

        String className() {
            StringBuilder name = new StringBuilder();
            for (String word : name().split("_")) {
                name.append(word.charAt(0)).append(word.substring(1).toLowerCase());
            }
            return name.toString();
        }

        String arguments() {
            return parameters.replaceAll("(int|float)(\\[\\])? ", "");
        }

        String aIndex() {
            return switch (this) {
                case TILE_PRODUCT -> "aStart + (k >> 4) * aBlock + (k & 15)";
                case PIXEL_PRODUCT, PIXEL_DOT -> "aStart + table[k]";
                case RUN_PRODUCT, RUN_SUM -> "aStart + k";
                case TILE_OUTER -> "aStart + " + TILE + " * k";
                case PIXEL_OUTER -> "aStart + aTable[k]";
            };
        }

        String aStep() {
            return switch (this) {
                case TILE_PRODUCT -> "" + TILE;
                case PIXEL_PRODUCT, PIXEL_DOT, RUN_PRODUCT, RUN_SUM -> "aStep";
                case TILE_OUTER, PIXEL_OUTER -> "1";
            };
        }

        String bIndex(int vectors) {
            return switch (this) {
                case TILE_PRODUCT, PIXEL_PRODUCT, PIXEL_DOT, RUN_PRODUCT, RUN_SUM -> "bStart + k * " + vectors + " * LENGTH";
                case TILE_OUTER -> "bStart + " + TILE + " * k";
                case PIXEL_OUTER -> "bStart + bTable[k]";
            };
        }

        String bStep() {
            return this == TILE_OUTER ? "vectorStep" : "LENGTH";
        }

        String cIndex(int row, int vector, int vectors) {
            return switch (this) {
                case TILE_PRODUCT -> "cStart + " + row * TILE + (vector == 0 ? "" : " + vectorStep");
                case PIXEL_PRODUCT, RUN_PRODUCT, RUN_SUM -> "cStart" + times(row, "cStep") + (vector == 0 ? "" : " + LENGTH");
                case PIXEL_DOT, TILE_OUTER, PIXEL_OUTER -> "cStart" + times(row * vectors + vector, "LENGTH");
            };
        }

        /** See VectorSize. */
        int maxRows() {
            return switch (this) {
                case TILE_PRODUCT -> 12;
                case RUN_PRODUCT, RUN_SUM -> 8;
                default -> 6;
            };
        }

        int maxVectors() {
            return this == PIXEL_DOT ? 1 : MAX_VECTORS;
        }

        boolean adds() {
            return this == PIXEL_OUTER || this == RUN_SUM;
        }
    }

    private final Kind kind;
    private final StringBuilder out = new StringBuilder();

    private ProductGenerator(Kind kind) {
        this.kind = kind;
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]).resolve("org/mattrainer/internal/kernel/vector");
        Files.createDirectories(folder);
        for (Kind kind : Kind.values()) {
            Files.writeString(folder.resolve(kind.className() + ".java"), new ProductGenerator(kind).generate());
        }
    }

    private String generate() {
        line(0, "package org.mattrainer.internal.kernel.vector;");
        line(0, "");
        line(0, "import static org.mattrainer.internal.kernel.vector.VectorSize.LENGTH;");
        line(0, "import static org.mattrainer.internal.kernel.vector.VectorSize.SPECIES;");
        line(0, "");
        line(0, "import jdk.incubator.vector.FloatVector;");
        line(0, "");
        line(0, "/** Generated by ProductGenerator. */");
        line(0, "final class " + kind.className() + " {");
        line(0, "");
        line(1, "private " + kind.className() + "() {}");
        dispatch();
        for (int vectors = 1; vectors <= kind.maxVectors(); vectors++) {
            for (int rows = 1; rows <= kind.maxRows(); rows++) {
                kernel(rows, vectors);
            }
        }
        line(0, "}");
        return out.toString();
    }

    private void dispatch() {
        line(0, "");
        line(1, "static void run(int rows, int vectors, int depth, " + kind.parameters + ") {");
        line(2, "switch (vectors * 16 + rows) {");
        for (int vectors = 1; vectors <= kind.maxVectors(); vectors++) {
            for (int rows = 1; rows <= kind.maxRows(); rows++) {
                String call = "run" + rows + "x" + vectors + "(depth, " + kind.arguments() + ")";
                line(3, "case " + (vectors * 16 + rows) + " -> " + call + ";");
            }
        }
        line(3, "default -> throw new IllegalArgumentException(rows + \"x\" + vectors);");
        line(2, "}");
        line(1, "}");
    }

    private void kernel(int rows, int vectors) {
        line(0, "");
        line(1, "private static void run" + rows + "x" + vectors + "(int depth, " + kind.parameters + ") {");
        // All indices of c are checked before the loop: the sums then need not survive a failing check behind it.
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < vectors; j++) {
                String old = "FloatVector.fromArray(SPECIES, c, " + kind.cIndex(i, j, vectors) + ");";
                String sum = "FloatVector s" + i + "_" + j + " = ";
                if (kind.adds()) {
                    line(2, sum + old);
                } else {
                    line(2, old);
                    line(2, sum + "FloatVector.zero(SPECIES);");
                }
            }
        }
        line(2, "for (int k = 0; k < depth; k++) {");
        line(3, "int p = " + kind.aIndex() + ";");
        line(3, "int q = " + kind.bIndex(vectors) + ";");
        for (int j = 0; j < vectors; j++) {
            line(3, "FloatVector b" + j + " = FloatVector.fromArray(SPECIES, b, q" + times(j, kind.bStep()) + ");");
        }
        for (int i = 0; i < rows; i++) {
            String index = "p" + times(i, kind.aStep());
            String value = kind == Kind.PIXEL_DOT ? "fromArray(SPECIES, a, " + index : "broadcast(SPECIES, a[" + index + "]";
            line(3, "FloatVector a" + i + " = FloatVector." + value + ");");
            for (int j = 0; j < vectors; j++) {
                String sum = "s" + i + "_" + j;
                line(3, sum + " = a" + i + ".fma(b" + j + ", " + sum + ");");
            }
        }
        line(2, "}");
        line(2, "FloatVector zero = FloatVector.zero(SPECIES);");
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < vectors; j++) {
                line(2, "zero.add(s" + i + "_" + j + ").intoArray(c, " + kind.cIndex(i, j, vectors) + ");");
            }
        }
        line(1, "}");
    }

    private void line(int depth, String text) {
        out.append(text.isEmpty() ? "" : "    ".repeat(depth)).append(text).append('\n');
    }

    private static String times(int factor, String value) {
        return factor == 0 ? "" : " + " + (factor == 1 ? "" : factor + " * ") + value;
    }
}
