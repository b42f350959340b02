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

import java.util.Locale;

/** Numbers as text, the same in every locale. */
public final class Numbers {

    private Numbers() {}

    /**
     * A number with a fixed count of decimals.
     *
     * @param value any number
     * @param decimals decimals, at least 0
     * @return such as {@code 0.25}; {@code -} for a number that is not finite
     */
    public static String fixed(double value, int decimals) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : "-";
    }

    /**
     * A share in percent.
     *
     * @param share a number, usually in [0, 1]
     * @return such as {@code 1.25 %}
     */
    public static String percent(double share) {
        return Double.isFinite(share) ? fixed(100 * share, 2) + " %" : "-";
    }

    /**
     * A loss: four significant digits.
     *
     * @param value any number
     * @return such as {@code 0.01234}
     */
    public static String loss(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-4 || size >= 1e6)) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        int digits = size == 0 ? 3 : 3 - (int) Math.floor(Math.log10(size));
        return fixed(value, Math.max(0, Math.min(7, digits)));
    }

    /**
     * A number as people write it on an axis: at most four significant digits, no zeros at the end.
     *
     * @param value any number
     * @return such as {@code 0.5} or {@code 8}
     */
    public static String plain(double value) {
        if (Math.abs(value) < 1e-12) {
            return "0";
        }
        String text = loss(value);
        if (text.indexOf('.') < 0 || text.indexOf('e') >= 0) {
            return text;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }

    /**
     * A whole number with its thousands apart.
     *
     * @param value any number
     * @return such as {@code 797,624}
     */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /**
     * A duration.
     *
     * @param seconds at least 0
     * @return such as {@code 30 ms}, {@code 4.2 s}, {@code 3 min 20 s} or {@code 2 h 05 min}
     */
    public static String duration(double seconds) {
        if (seconds > 0 && seconds < 0.0995) {
            return fixed(1000 * seconds, seconds < 0.00995 ? 1 : 0) + " ms";
        }
        if (seconds < 60) {
            return fixed(seconds, seconds < 10 ? 1 : 0) + " s";
        }
        long whole = Math.round(seconds);
        if (whole < 3600) {
            return whole / 60 + " min " + String.format(Locale.ROOT, "%02d", whole % 60) + " s";
        }
        return whole / 3600 + " h " + String.format(Locale.ROOT, "%02d", whole % 3600 / 60) + " min";
    }
}
