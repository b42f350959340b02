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
package org.mattrainer.evaluation.format;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lists of numbers in configurations: each item is a number, a fraction such as {@code 8/255}, or
 * {@code start:end:step} of them for evenly spaced ones.
 */
public final class NumberList {

    private static final int MOST = 10_000;
    private static final Pattern FRACTION = Pattern.compile("\\s*([+-]?\\d{1,9}(?:\\.\\d{1,12})?)(?:/(\\d{1,9}))?\\s*");

    private NumberList() {}

    /**
     * Reads a list. The numbers of a range are those that its decimals say, as if each were written out.
     *
     * @param property the property whose value it is, for the message
     * @param items numbers, and ranges with both ends included
     * @return the numbers in order
     * @throws PropertyException if an item is neither
     */
    public static double[] parse(String property, String... items) {
        List<Double> numbers = new ArrayList<>();
        for (String item : items) {
            if (item.contains(":") || item.contains("/")) {
                addRange(property, item, numbers);
            } else {
                numbers.add(number(property, item));
            }
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double number(String property, String item) {
        try {
            return Double.parseDouble(item);
        } catch (NumberFormatException e) {
            throw refused(property, "a number or start:end:step such as 0:8:1", item);
        }
    }

    /** Counts in units of the one denominator, so that nothing is rounded on the way. */
    private static void addRange(String property, String item, List<Double> numbers) {
        String[] words = item.split(":", -1);
        if (words.length != 3 && words.length != 1) {
            throw refused(property, "start:end:step such as 0:8:1", item);
        }
        BigDecimal unit = Arrays.stream(words)
                .map(FRACTION::matcher)
                .filter(word -> word.matches() && word.group(2) != null)
                .map(word -> new BigDecimal(word.group(2)))
                .findFirst()
                .orElse(BigDecimal.ONE);
        BigDecimal[] parts = Arrays.stream(words)
                .map(word -> units(property, item, word, unit))
                .toArray(BigDecimal[]::new);
        BigDecimal start = parts[0];
        BigDecimal end = parts[words.length / 2];
        BigDecimal step = words.length == 1 ? BigDecimal.ONE : parts[2];
        BigDecimal length = end.subtract(start);
        if (step.signum() <= 0
                || length.signum() < 0
                || length.compareTo(step.multiply(BigDecimal.valueOf(MOST))) >= 0
                || length.remainder(step).signum() != 0) {
            throw refused(
                    property,
                    "start:end:step with a step above 0 of which fewer than " + MOST
                            + " lead from the start to the end exactly",
                    item);
        }
        for (BigDecimal number = start; number.compareTo(end) <= 0; number = number.add(step)) {
            numbers.add(number.doubleValue() / unit.doubleValue());
        }
    }

    private static BigDecimal units(String property, String item, String word, BigDecimal unit) {
        Matcher fraction = FRACTION.matcher(word);
        if (!fraction.matches() || unit.signum() == 0) {
            throw refused(property, "start:end:step such as 0:8:1 or 0:8/255:1/255", item);
        }
        BigDecimal number = new BigDecimal(fraction.group(1));
        if (fraction.group(2) == null) {
            return number.multiply(unit);
        }
        if (new BigDecimal(fraction.group(2)).compareTo(unit) != 0) {
            throw refused(property, "fractions of one denominator", item);
        }
        return number;
    }

    private static PropertyException refused(String property, String expected, String found) {
        return new PropertyException("", property, "expected " + expected + ", found '" + found + "'");
    }

    /**
     * Writes a list.
     *
     * @param numbers any numbers
     * @return for each number a text that means the same
     */
    public static String[] texts(double... numbers) {
        return Arrays.stream(numbers).mapToObj(Double::toString).toArray(String[]::new);
    }
}
