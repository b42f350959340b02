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
package org.mattrainer.evaluation.plot;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.logging.Logger;

/**
 * Whether this Java machine can write text into pictures. In a small container it may have no font at all, and then every
 * measure of a text fails; reports are written without plots there.
 */
public final class Fonts {

    /** What to say where there are none, and what to do. */
    public static final String REMEDY =
            "Plots are not drawn, as this Java machine finds no fonts: install fontconfig and"
                    + " a font, on Debian the packages fontconfig and fonts-dejavu-core";

    private static final Logger logger = Logger.getLogger(Fonts.class.getName());
    private static final boolean AVAILABLE = look();

    private Fonts() {}

    /**
     * Whether plots can be drawn. Where they cannot, a warning is logged once.
     *
     * @return false if there are no fonts
     */
    public static boolean available() {
        return AVAILABLE;
    }

    private static boolean look() {
        try {
            return PlotStyle.font(Font.PLAIN, 12)
                            .getStringBounds("0", new FontRenderContext(null, true, true))
                            .getWidth()
                    > 0;
        } catch (RuntimeException | InternalError | LinkageError e) {
            // Which of them is thrown differs from one Java to the next.
            logger.warning(REMEDY);
            return false;
        }
    }
}
