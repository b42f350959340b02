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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes the two-dimensional Winograd transforms, as vector code and as scalar code, into a source folder. Run by the
 * build as a single-file program: {@code java TransformGenerator.java FOLDER}.
 *
 * <p>A one-dimensional transform is multiplication with a small constant matrix; a two-dimensional one applies it down
 * the columns and then along the rows. The matrices follow from the points of the Toom-Cook scheme (Lavin and Gray,
 * "Fast Algorithms for Convolutional Neural Networks", 2016): with finite points p[0..n-2] and infinity, N[j] = product
 * over l != j of (p[j] - p[l]),
 * <ul>
 * <li>G[j][k] = p[j]^k / N[j], and G[n-1] picks the last weight,
 * <li>B'[j] holds the coefficients of the product over l != j of (x - p[l]), and B'[n-1] those of the whole product,
 * <li>A'[i][j] = p[j]^i, and the column of infinity is 1 in the last row only.
 * </ul>
 * Points come in pairs p, -p, so rows (or columns) of the matrices come in pairs that differ in the sign of every other
 * entry; the sum and the difference of an even and an odd part serve both.
 *
 * <p>Each pass is a method of its own. It has to be small enough for the just-in-time compiler to keep everything in
 * registers, and too large to be inlined (325 bytes of bytecode): what JDK 17 inlines into a larger method it may leave
 * half vectorised, depending on what ran before. The check of the indices at the start takes care of the latter.
 */
public final class TransformGenerator {

    private static final String[] POINTS = {"0", "1", "-1", "2", "-2", "0.5", "-0.5"};

    /** Sizes generated: transformed tile, output tile, kernel. */
    private static final int[][] SIZES = {{8, 4, 5}, {8, 6, 3}, {6, 4, 3}};

    /**
     * A pass: two nested loops over vectors, and where the elements of a transform lie. What is not a parameter is a
     * literal, because the compiler then folds it into addresses.
     */
    private record Pass(
            String name,
            String parameters,
            String outer,
            String inner,
            String source,
            String sourceStart,
            String sourceStep,
            String target,
            String targetStart,
            String targetStep,
            boolean adds) {}

    private final boolean vector;
    private final String type;
    private final StringBuilder out = new StringBuilder();

    /** Calls of the generated methods by kind, for the dispatching methods. */
    private final Map<String, List<String>> calls = new LinkedHashMap<>();

    private final Set<String> constants = new TreeSet<>();

    private TransformGenerator(boolean vector) {
        this.vector = vector;
        this.type = vector ? "FloatVector " : "float ";
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]).resolve("org/mattrainer/internal/kernel");
        Files.createDirectories(folder.resolve("vector"));
        TransformGenerator vectorCode = new TransformGenerator(true);
        Files.writeString(folder.resolve("vector/VectorTransforms.java"), vectorCode.generate());
        Files.writeString(folder.resolve("ScalarTransforms.java"), new TransformGenerator(false).generate());
        Files.writeString(folder.resolve("WinogradTransform.java"), vectorCode.enumeration());
    }

    /** Pixels (or positions) to half-transformed columns. */
    private static Pass down() {
        String parameters = "int count, float[] x, int x0, int xPixel, int xRow, float[] s, int h0";
        return new Pass(
                "down", parameters, "1", "count", "x", "x0 + i * xPixel", "xRow", "s", "h0 + i * 128", "16", false);
    }

    /** Half-transformed columns to positions. */
    private static Pass across(int size) {
        String from = "h0 + r * 16 + i * hTile";
        String to = "v0 + r * vRow + i * 128";
        String parameters = "int tiles, float[] s, int h0, int hTile, int v0, int vRow";
        return new Pass("across", parameters, "" + size, "tiles", "s", from, "128", "s", to, "16", false);
    }

    /** Half-transformed columns to pixels. */
    private static Pass out(int tile) {
        String from = "h0 + r * 16 + i * 1024";
        String to = "y0 + r * yRow + i * " + tile + " * yPixel";
        String parameters = "int tiles, int rows, float[] s, int h0, float[] y, int y0, int yRow, int yPixel";
        return new Pass("out", parameters, "rows", "tiles", "s", from, "128", "y", to, "yPixel", false);
    }

    /** Taps (r, s) of weights at positions r * size + s, in place: along the rows or down the columns. */
    private static Pass weights(String name, int rows, String step, int size) {
        String at = "w0 + r * " + (name.endsWith("Rows") ? size + " * step" : "step") + " + i * LENGTH";
        String parameters = "int count, float[] w, int w0, int step";
        return new Pass(name, parameters, "" + rows, "count", "w", at, step, "w", at, step, false);
    }

    /** Half-transformed gradient of the weights, added to that of the taps. */
    private static Pass taps(int size, int kernel) {
        String from = "s0 + r * " + size + " * step + i * LENGTH";
        String to = "d0 + r * " + kernel + " * dStep + i * LENGTH";
        String parameters = "int count, float[] s, int s0, int step, float[] d, int d0, int dStep";
        return new Pass("taps", parameters, "" + kernel, "count", "s", from, "step", "d", to, "dStep", true);
    }

    private String generate() {
        String name = vector ? "VectorTransforms" : "ScalarTransforms";
        line(0, "package org.mattrainer.internal.kernel" + (vector ? ".vector;\n" : ";\n"));
        if (vector) {
            String size = "import static org.mattrainer.internal.kernel.vector.VectorSize.";
            line(0, size + "LENGTH;\n" + size + "SPECIES;\n");
            line(0, "import jdk.incubator.vector.FloatVector;");
            line(0, "import org.mattrainer.internal.kernel.WinogradTransform;\n");
        }
        line(0, "/** Generated by TransformGenerator. */");
        line(0, "final class " + name + " {\n");
        if (!vector) {
            line(1, "private static final int LENGTH = Layout.CHANNEL_BLOCK;\n");
        }
        line(1, "private " + name + "() {}");
        for (int[] size : SIZES) {
            double[] points = List.of(POINTS).subList(0, size[0] - 1).stream().mapToDouble(Double::parseDouble).toArray();
            double[][] a = outputMatrix(points, size[1]);
            double[][] g = weightMatrix(points, size[2]);
            String column = size[0] + " * step";
            transform("INPUT", inputMatrix(points), down(), across(size[0]));
            transform("INPUT_GRADIENT", transpose(inputMatrix(points)), down(), out(size[0]));
            transform("OUTPUT", a, down(), out(size[1]));
            transform("GRADIENT", transpose(a), down(), across(size[0]));
            transform("WEIGHT", g, weights("weightRows", size[2], "step", size[0]));
            transform("WEIGHT", g, weights("weightColumns", size[0], column, size[0]));
            transform("WEIGHT_GRADIENT", transpose(g), weights("weightColumns", size[0], column, size[0]));
            transform("WEIGHT_GRADIENT", transpose(g), taps(size[0], size[2]));
        }
        calls.forEach(this::dispatch);
        line(0, "}");
        return out.toString();
    }

    private void dispatch(String signature, List<String> cases) {
        line(0, "\n    static void " + signature + " {");
        line(2, "switch (transform) {");
        cases.forEach(text -> line(3, text));
        line(3, "default -> throw new IllegalArgumentException(transform.toString());");
        line(2, "}");
        line(1, "}");
    }

    private String enumeration() {
        StringBuilder text = new StringBuilder("package org.mattrainer.internal.kernel;\n\n");
        text.append("/** The Winograd transforms: of what, from and to how many elements. Generated by TransformGenerator. */\n");
        text.append("public enum WinogradTransform {\n");
        for (String name : constants) {
            String[] words = name.toLowerCase(Locale.ROOT).split("_");
            String sizes = words[words.length - 3] + " elements to " + words[words.length - 1];
            text.append("    /** Of the ").append(words[0]).append(words.length == 5 ? " gradient, " : ", ").append(sizes);
            text.append(". */\n    ").append(name).append(",\n");
        }
        return text.append("}\n").toString();
    }

    /** The methods of one matrix, once. */
    private void transform(String kind, double[][] matrix, Pass... passes) {
        String constant = kind + "_" + matrix[0].length + "_TO_" + matrix.length;
        constants.add(constant);
        for (Pass pass : passes) {
            String name = camelCase(kind + "_" + matrix[0].length + "to" + matrix.length + "_" + pass.name());
            String signature = pass.name() + "(WinogradTransform transform, " + pass.parameters() + ")";
            String arguments = pass.parameters().replaceAll("(int|float\\[\\]) ", "");
            String call = "case " + constant + " -> " + name + "(" + arguments + ");";
            List<String> cases = calls.computeIfAbsent(signature, key -> new ArrayList<>());
            if (!cases.contains(call)) {
                cases.add(call);
                line(0, "\n    private static void " + name + "(" + pass.parameters() + ") {");
                check("from", pass.source(), pass.sourceStart(), pass.sourceStep(), matrix[0].length, pass);
                check("to", pass.target(), pass.targetStart(), pass.targetStep(), matrix.length, pass);
                method(pass, matrix);
                line(1, "}");
            }
        }
    }

    /** The first and the last index have to be in the array. */
    private void check(String what, String array, String start, String step, int elements, Pass pass) {
        String first = start.replaceAll("\\b[ri]\\b", "0");
        String last = start.replaceAll("\\br\\b", "(" + pass.outer() + " - 1)");
        last = last.replaceAll("\\bi\\b", "(" + pass.inner() + " - 1)") + " + " + (elements - 1) + " * " + step;
        line(2, "int " + what + " = " + first + ";");
        line(2, "int " + what + "End = " + last + " + LENGTH;");
        line(2, "if (" + what + " < 0 || " + what + "End > " + array + ".length) {");
        String text = "\"expected indices in 0 to \" + " + array + ".length + \", found \" + " + what + " + \" to \" + ";
        line(3, "throw new IndexOutOfBoundsException(" + text + what + "End);");
        line(2, "}");
    }

    /** {@code outer * inner} products of the matrix with vectors of vectors. */
    private void method(Pass pass, double[][] matrix) {
        int depth = 2;
        if (!pass.outer().equals("1")) {
            line(depth++, "for (int r = 0; r < " + pass.outer() + "; r++) {");
        }
        line(depth++, "for (int i = 0; i < " + pass.inner() + "; i++) {");
        line(depth, "int p = " + pass.sourceStart() + ";");
        line(depth, "int q = " + pass.targetStart() + ";");
        if (!vector) {
            line(depth++, "for (int l = 0; l < LENGTH; l++) {");
        }
        for (int c = 0; c < matrix[0].length; c++) {
            line(depth, type + "u" + c + " = " + load(pass.source(), "p + " + c + " * " + pass.sourceStep()) + ";");
        }
        // Columns 1 and 2 are of the points 1 and -1 if columns are paired; otherwise they differ in some row.
        if (List.of(matrix).stream().allMatch(row -> Math.abs(row[1]) == Math.abs(row[2]))) {
            columnPairs(depth, pass, matrix);
        } else {
            rowPairs(depth, pass, matrix);
        }
        while (depth > 2) {
            line(--depth, "}");
        }
    }

    /** Columns c and c + 1 that agree up to signs are replaced by their sum and their difference. */
    private void columnPairs(int depth, Pass pass, double[][] matrix) {
        int columns = matrix[0].length;
        for (int c = 1; c + 1 < columns; c += 2) {
            line(depth, type + "s" + c + " = " + combine("u" + c, '+', "u" + (c + 1)) + ";");
            line(depth, type + "d" + c + " = " + combine("u" + c, '-', "u" + (c + 1)) + ";");
        }
        for (int r = 0; r < matrix.length; r++) {
            List<Term> terms = new ArrayList<>();
            terms.add(new Term(matrix[r][0], "u0"));
            for (int c = 1; c + 1 < columns; c += 2) {
                terms.add(new Term(matrix[r][c], (matrix[r][c] == matrix[r][c + 1] ? "s" : "d") + c));
            }
            terms.add(new Term(matrix[r][columns - 1], "u" + (columns - 1)));
            store(depth, pass, r, sum(terms));
        }
    }

    /** Rows r and r + 1 that agree up to signs are the sum and the difference of two parts. */
    private void rowPairs(int depth, Pass pass, double[][] matrix) {
        int last = matrix.length - 1;
        store(depth, pass, 0, sum(terms(matrix[0], matrix[0], 1)));
        for (int r = 1; r < last; r += 2) {
            line(depth, type + "e" + r + " = " + sum(terms(matrix[r], matrix[r + 1], 1)) + ";");
            line(depth, type + "o" + r + " = " + sum(terms(matrix[r], matrix[r + 1], -1)) + ";");
            store(depth, pass, r, combine("e" + r, '+', "o" + r));
            store(depth, pass, r + 1, combine("e" + r, '-', "o" + r));
        }
        store(depth, pass, last, sum(terms(matrix[last], matrix[last], 1)));
    }

    private static List<Term> terms(double[] row, double[] partner, int sign) {
        List<Term> terms = new ArrayList<>();
        for (int c = 0; c < row.length; c++) {
            if (partner[c] == sign * row[c]) {
                terms.add(new Term(row[c], "u" + c));
            }
        }
        return terms;
    }

    private record Term(double factor, String variable) {}

    /** A chain of multiply-adds that starts at a term without factor, where there is one. */
    private String sum(List<Term> all) {
        List<Term> terms = new ArrayList<>(all);
        terms.removeIf(term -> term.factor() == 0);
        Term first = terms.stream().filter(term -> term.factor() == 1).findFirst().orElse(terms.get(0));
        terms.remove(first);
        String result = first.variable();
        if (first.factor() != 1) {
            result += vector ? ".mul(" + constant(first.factor()) + ")" : " * " + constant(first.factor());
        }
        for (Term term : terms) {
            if (Math.abs(term.factor()) == 1) {
                result = combine(result, term.factor() > 0 ? '+' : '-', term.variable());
            } else if (vector) {
                result = term.variable() + ".fma(" + constant(term.factor()) + ", " + result + ")";
            } else {
                result = term.variable() + " * " + constant(term.factor()) + " + " + result;
            }
        }
        return result;
    }

    private String load(String array, String index) {
        return vector ? "FloatVector.fromArray(SPECIES, " + array + ", " + index + ")" : array + "[" + index + " + l]";
    }

    private void store(int depth, Pass pass, int row, String value) {
        String index = "q + " + row + " * " + pass.targetStep();
        String sum = pass.adds() ? combine(load(pass.target(), index), '+', value) : value;
        line(depth, vector
                ? sum + ".intoArray(" + pass.target() + ", " + index + ");"
                : pass.target() + "[" + index + " + l] = " + sum + ";");
    }

    private String combine(String a, char sign, String b) {
        return vector ? a + (sign == '+' ? ".add(" : ".sub(") + b + ")" : "(" + a + " " + sign + " " + b + ")";
    }

    private String constant(double value) {
        return vector ? "FloatVector.broadcast(SPECIES, " + (float) value + "f)" : (float) value + "f";
    }

    private void line(int depth, String text) {
        out.append("    ".repeat(depth)).append(text).append('\n');
    }

    private static String camelCase(String words) {
        StringBuilder result = new StringBuilder();
        for (String word : words.split("_")) {
            String tail = word.equals(word.toUpperCase(Locale.ROOT)) ? word.toLowerCase(Locale.ROOT) : word;
            result.append(result.length() == 0 ? tail : Character.toUpperCase(tail.charAt(0)) + tail.substring(1));
        }
        return result.toString();
    }

    private static double[][] inputMatrix(double[] points) {
        int size = points.length + 1;
        double[][] matrix = new double[size][size];
        for (int j = 0; j < size; j++) {
            double[] polynomial = matrix[j];
            polynomial[0] = 1;
            for (int l = 0; l < points.length; l++) {
                if (l != j) {
                    for (int k = size - 1; k >= 0; k--) {
                        polynomial[k] = (k == 0 ? 0 : polynomial[k - 1]) - points[l] * polynomial[k];
                    }
                }
            }
        }
        return matrix;
    }

    private static double[][] outputMatrix(double[] points, int outputs) {
        double[][] matrix = new double[outputs][points.length + 1];
        for (int i = 0; i < outputs; i++) {
            for (int j = 0; j < points.length; j++) {
                matrix[i][j] = Math.pow(points[j], i);
            }
        }
        matrix[outputs - 1][points.length] = 1;
        return matrix;
    }

    private static double[][] weightMatrix(double[] points, int kernel) {
        double[][] matrix = new double[points.length + 1][kernel];
        for (int j = 0; j < points.length; j++) {
            double product = 1;
            for (int l = 0; l < points.length; l++) {
                product *= l == j ? 1 : points[j] - points[l];
            }
            for (int k = 0; k < kernel; k++) {
                matrix[j][k] = Math.pow(points[j], k) / product;
            }
        }
        matrix[points.length][kernel - 1] = 1;
        return matrix;
    }

    private static double[][] transpose(double[][] matrix) {
        double[][] result = new double[matrix[0].length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[0].length; j++) {
                result[j][i] = matrix[i][j];
            }
        }
        return result;
    }
}
