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
import java.util.List;
import java.util.Locale;

/**
 * Writes the one-dimensional Winograd transforms, as vector code and as scalar code, into a source folder. Run by the
 * build as a single-file program: {@code java TransformGenerator.java FOLDER}.
 *
 * <p>A transform is multiplication with a small constant matrix. The matrices follow from the points of the Toom-Cook
 * scheme (Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", 2016): with finite points p[0..n-2] and
 * infinity, N[j] = product over l != j of (p[j] - p[l]),
 * <ul>
 * <li>G[j][k] = p[j]^k / N[j], and G[n-1] picks the last weight,
 * <li>B'[j] holds the coefficients of the product over l != j of (x - p[l]), and B'[n-1] those of the whole product,
 * <li>A'[i][j] = p[j]^i, and the column of infinity is 1 in the last row only.
 * </ul>
 * Points come in pairs p, -p, so rows (or columns) of the matrices come in pairs that differ in the sign of every other
 * entry; the sum and the difference of an even and an odd part serve both.
 */
public final class TransformGenerator {

    private static final String[] POINTS = {"0", "1", "-1", "2", "-2", "0.5", "-0.5"};

    /** Sizes generated: transformed tile, output tile, kernel. */
    private static final int[][] SIZES = {{8, 4, 5}, {8, 6, 3}, {6, 4, 3}, {6, 2, 5}, {4, 2, 3}};

    /**
     * How a method walks its arrays: element e of transform i is at s0 + i si + e se and goes to d0 + i di + e de. What
     * is not a parameter is a literal, because the compiler then folds it into addresses and drops bounds checks.
     */
    private enum Walk {
        /** Down the columns of a row of tiles, into half-transformed columns. */
        DOWN("int count, float[] s, int s0, int si, int se, float[] d, int d0", "si", "se", "128", "16"),
        /** Along a row of half-transformed columns, into tiles of positions. */
        ACROSS("int count, float[] s, int s0, int si, float[] d, int d0", "si", "128", "128", "16"),
        /** Along a row of half-transformed columns, into pixels. */
        OUT("int count, float[] s, int s0, float[] d, int d0, int di, int de", "1024", "128", "di", "de"),
        /** All columns of a matrix in place. */
        IN_PLACE("int count, float[] s, int s0, int se", "LENGTH", "se", "LENGTH", "se");

        private final String parameters;
        private final String si;
        private final String se;
        private final String di;
        private final String de;

        Walk(String parameters, String si, String se, String di, String de) {
            this.parameters = parameters;
            this.si = si;
            this.se = se;
            this.di = di;
            this.de = de;
        }

        boolean serves(String kind) {
            return switch (this) {
                case DOWN -> !kind.startsWith("weight");
                case ACROSS -> kind.equals("input") || kind.equals("gradient");
                case OUT -> kind.equals("output");
                case IN_PLACE -> kind.startsWith("weight");
            };
        }

        String suffix() {
            return this == IN_PLACE ? "InPlace" : name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }
    }

    private final boolean vector;
    private Walk walk;
    private final StringBuilder out = new StringBuilder();
    private final List<String> done = new ArrayList<>();

    private TransformGenerator(boolean vector) {
        this.vector = vector;
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]).resolve("org/mattrainer/internal/kernel");
        Files.createDirectories(folder.resolve("vector"));
        TransformGenerator vectorCode = new TransformGenerator(true);
        Files.writeString(folder.resolve("vector/VectorTransforms.java"), vectorCode.generate());
        Files.writeString(folder.resolve("WinogradTransform.java"), vectorCode.enumeration());
        Files.writeString(folder.resolve("ScalarTransforms.java"), new TransformGenerator(false).generate());
    }

    private String generate() {
        String name = vector ? "VectorTransforms" : "ScalarTransforms";
        out.append("package org.mattrainer.internal.kernel").append(vector ? ".vector;\n\n" : ";\n\n");
        if (vector) {
            out.append("import static org.mattrainer.internal.kernel.vector.VectorSize.LENGTH;\n");
            out.append("import static org.mattrainer.internal.kernel.vector.VectorSize.SPECIES;\n\n");
            out.append("import jdk.incubator.vector.FloatVector;\n");
            out.append("import org.mattrainer.internal.kernel.WinogradTransform;\n\n");
        }
        out.append("/** Generated by TransformGenerator. */\nfinal class ").append(name).append(" {\n\n");
        if (!vector) {
            out.append("    private static final int LENGTH = Layout.CHANNEL_BLOCK;\n\n");
        }
        out.append("    private ").append(name).append("() {}\n");
        for (int[] size : SIZES) {
            double[] points = new double[size[0] - 1];
            for (int j = 0; j < points.length; j++) {
                points[j] = Double.parseDouble(POINTS[j]);
            }
            double[][] a = outputMatrix(points, size[1]);
            double[][] g = weightMatrix(points, size[2]);
            transform("input", inputMatrix(points));
            transform("output", a);
            transform("gradient", transpose(a));
            transform("weight", g);
            transform("weightGradient", transpose(g));
        }
        for (Walk each : Walk.values()) {
            dispatch(each);
        }
        return out.append("}\n").toString();
    }

    private void dispatch(Walk each) {
        out.append("\n    static void run").append(each.suffix()).append("(\n            WinogradTransform transform, ");
        out.append(each.parameters).append(") {\n        switch (transform) {\n");
        for (String name : done) {
            if (each.serves(name.replaceAll("\\d.*", ""))) {
                out.append("            case ").append(constantName(name)).append(" -> ").append(name);
                out.append(each.suffix()).append("(").append(each.parameters.replaceAll("(int|float\\[\\]) ", ""));
                out.append(");\n");
            }
        }
        out.append("            default -> throw new IllegalArgumentException(transform.toString());\n        }\n    }\n");
    }

    private String enumeration() {
        StringBuilder text = new StringBuilder("package org.mattrainer.internal.kernel;\n\n");
        text.append("/** The one-dimensional Winograd transforms. Generated by TransformGenerator. */\n");
        text.append("public enum WinogradTransform {\n");
        for (int i = 0; i < done.size(); i++) {
            text.append("    /** ").append(done.get(i).replace("to", " elements to ").replaceFirst("(\\d)", " of $1"));
            text.append(". */\n    ").append(constantName(done.get(i))).append(i + 1 < done.size() ? ",\n" : "\n");
        }
        return text.append("}\n").toString();
    }

    private static String constantName(String method) {
        return method.replaceAll("([A-Z])", "_$1").replaceFirst("(\\d)to(\\d)", "_$1_TO_$2").toUpperCase(Locale.ROOT);
    }

    /** The methods of one matrix. */
    private void transform(String kind, double[][] matrix) {
        String name = kind + matrix[0].length + "to" + matrix.length;
        if (!done.contains(name)) {
            done.add(name);
            for (Walk each : Walk.values()) {
                if (each.serves(kind)) {
                    walk = each;
                    method(name + each.suffix(), matrix);
                }
            }
        }
    }

    /** One method: {@code count} products of the matrix with vectors of vectors. */
    private void method(String name, double[][] matrix) {
        int rows = matrix.length;
        int columns = matrix[0].length;
        String target = walk == Walk.IN_PLACE ? "s" : "d";
        out.append("\n    static void ").append(name).append("(").append(walk.parameters).append(") {\n");
        out.append("        for (int i = 0; i < count; i++) {\n");
        out.append("            int p = s0 + i * ").append(walk.si).append(";\n");
        out.append("            int q = ").append(target).append("0 + i * ").append(walk.di).append(";\n");
        if (!vector) {
            out.append("            for (int l = 0; l < LENGTH; l++) {\n");
        }
        for (int c = 0; c < columns; c++) {
            define("x" + c, vector ? "FloatVector.fromArray(SPECIES, s, " + index("p", c, walk.se) + ")"
                    : "s[" + index("p", c, walk.se) + " + l]");
        }
        if (columns > rows) {
            columnPairs(matrix);
        } else {
            rowPairs(matrix);
        }
        out.append(vector ? "        }\n    }\n" : "            }\n        }\n    }\n");
    }

    /** Columns c and c + 1 that agree up to signs are replaced by their sum and their difference. */
    private void columnPairs(double[][] matrix) {
        int columns = matrix[0].length;
        boolean[] paired = new boolean[columns];
        for (int c = 1; c + 1 < columns; c += 2) {
            paired[c] = true;
            define("s" + c, add("x" + c, "x" + (c + 1)));
            define("d" + c, subtract("x" + c, "x" + (c + 1)));
        }
        for (int r = 0; r < matrix.length; r++) {
            List<Term> terms = new ArrayList<>();
            for (int c = 0; c < columns; c += paired[c] ? 2 : 1) {
                String variable = paired[c] ? (matrix[r][c] == matrix[r][c + 1] ? "s" : "d") + c : "x" + c;
                terms.add(new Term(matrix[r][c], variable));
            }
            store(r, sum(terms));
        }
    }

    /** Rows r and r + 1 that agree up to signs are the sum and the difference of two parts. */
    private void rowPairs(double[][] matrix) {
        store(0, sum(terms(matrix[0], null, 0)));
        int r = 1;
        for (; r + 1 < matrix.length; r += 2) {
            define("e" + r, sum(terms(matrix[r], matrix[r + 1], 1)));
            define("o" + r, sum(terms(matrix[r], matrix[r + 1], -1)));
            store(r, add("e" + r, "o" + r));
            store(r + 1, subtract("e" + r, "o" + r));
        }
        store(r, sum(terms(matrix[r], null, 0)));
    }

    private static List<Term> terms(double[] row, double[] partner, int sign) {
        List<Term> terms = new ArrayList<>();
        for (int c = 0; c < row.length; c++) {
            if (partner == null || partner[c] == sign * row[c]) {
                terms.add(new Term(row[c], "x" + c));
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
        String result = first.factor() == 1 ? first.variable() : multiply(first.variable(), first.factor());
        for (Term term : terms) {
            if (term.factor() == 1) {
                result = add(result, term.variable());
            } else if (term.factor() == -1) {
                result = subtract(result, term.variable());
            } else if (vector) {
                result = term.variable() + ".fma(" + constant(term.factor()) + ", " + result + ")";
            } else {
                result = term.variable() + " * " + constant(term.factor()) + " + " + result;
            }
        }
        return result;
    }

    private void define(String variable, String value) {
        out.append("            ").append(vector ? "FloatVector " : "    float ");
        out.append(variable).append(" = ").append(value).append(";\n");
    }

    private void store(int row, String value) {
        String target = index("q", row, walk.de);
        out.append("            ");
        String array = walk == Walk.IN_PLACE ? "s" : "d";
        out.append(vector ? value + ".intoArray(" + array : "    " + array + "[" + target + " + l] = " + value);
        out.append(vector ? ", " + target + ")" : "");
        out.append(";\n");
    }

    private String add(String a, String b) {
        return vector ? a + ".add(" + b + ")" : "(" + a + " + " + b + ")";
    }

    private String subtract(String a, String b) {
        return vector ? a + ".sub(" + b + ")" : "(" + a + " - " + b + ")";
    }

    private String multiply(String a, double factor) {
        return vector ? a + ".mul(" + constant(factor) + ")" : a + " * " + constant(factor);
    }

    private String constant(double value) {
        return vector ? "FloatVector.broadcast(SPECIES, " + (float) value + "f)" : (float) value + "f";
    }

    private static String index(String base, int multiple, String step) {
        return multiple == 0 ? base : base + " + " + (multiple == 1 ? "" : multiple + " * ") + step;
    }

    private static double[][] inputMatrix(double[] points) {
        int size = points.length + 1;
        double[][] matrix = new double[size][];
        for (int j = 0; j < size; j++) {
            double[] polynomial = new double[size];
            polynomial[0] = 1;
            for (int l = 0; l < points.length; l++) {
                if (l != j) {
                    for (int k = size - 1; k >= 0; k--) {
                        polynomial[k] = (k == 0 ? 0 : polynomial[k - 1]) - points[l] * polynomial[k];
                    }
                }
            }
            matrix[j] = polynomial;
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
