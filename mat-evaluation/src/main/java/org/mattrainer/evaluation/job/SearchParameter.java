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
package org.mattrainer.evaluation.job;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.mattrainer.internal.numbers.Checks;

/** A property that a search varies, with its values: a list of them, or a range of numbers for random search. */
public final class SearchParameter implements Configurable, Provenancable<ConfiguredObjectProvenance> {

    /** Digits of a number that is drawn: more would only make the table harder to read. */
    private static final MathContext DIGITS = new MathContext(4);

    @Config(mandatory = true, description = "The property: component.property, or the name of a global property.")
    private String property;

    @Config(description = "The values to try, at least one; a range is given instead if absent.")
    private List<String> values = new ArrayList<>();

    @Config(description = "Smallest value of the range.")
    private double from = 0;

    @Config(description = "Largest value of the range, above the smallest.")
    private double to = 0;

    @Config(description = "How values are drawn from the range: LINEAR or LOG.")
    private SearchScale scale = SearchScale.LINEAR;

    /** For olcut. */
    private SearchParameter() {}

    /**
     * A property with a list of values.
     *
     * @param property {@code component.property}, or the name of a global property
     * @param values the values to try, at least one
     * @throws PropertyException if a value is missing
     */
    public SearchParameter(String property, List<String> values) {
        this.property = property;
        this.values = new ArrayList<>(values);
        postConfig();
    }

    /**
     * A property with a range of numbers.
     *
     * @param property {@code component.property}, or the name of a global property
     * @param from smallest value, above 0 on a logarithmic scale
     * @param to largest value, above the smallest
     * @param scale how values are drawn
     * @throws PropertyException if the range is empty
     */
    public SearchParameter(String property, double from, double to, SearchScale scale) {
        this.property = property;
        this.from = from;
        this.to = to;
        this.scale = scale;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(!property.isBlank(), "property", "the name of a property", "none");
        if (!values.isEmpty()) {
            return;
        }
        Checks.require(
                from < to && Double.isFinite(from) && Double.isFinite(to),
                "values",
                "values, or a range from a number to a larger one",
                from + " to " + to);
        Checks.require(scale != SearchScale.LOG || from > 0, "from", "a number above 0 with the scale LOG", from);
    }

    /**
     * The property.
     *
     * @return {@code component.property}, or the name of a global property
     */
    public String property() {
        return property;
    }

    /**
     * The listed values.
     *
     * @return empty when there is a range
     */
    public List<String> values() {
        return List.copyOf(values);
    }

    /** Draws a value. */
    String draw(SplittableRandom random) {
        if (!values.isEmpty()) {
            return values.get(random.nextInt(values.size()));
        }
        double share = random.nextDouble();
        double value = scale == SearchScale.LINEAR
                ? from + share * (to - from)
                : Math.exp(Math.log(from) + share * (Math.log(to) - Math.log(from)));
        double rounded = new BigDecimal(value).round(DIGITS).doubleValue();
        // Rounding may leave the range, whose end may be the last value that a property takes.
        return Double.toString(Math.max(from, Math.min(to, rounded)));
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "SearchParameter");
    }

    @Override
    public String toString() {
        return "SearchParameter(property=" + property + ",values=" + values + ",from=" + from + ",to=" + to + ",scale="
                + scale + ")";
    }
}
