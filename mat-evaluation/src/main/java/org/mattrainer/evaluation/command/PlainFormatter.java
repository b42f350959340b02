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
package org.mattrainer.evaluation.command;

import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.mattrainer.evaluation.format.PlainText;

/** Another formatter, whose messages are made harmless for a terminal and stay on one line each. */
final class PlainFormatter extends Formatter {

    private final Formatter formatter;

    private PlainFormatter(Formatter formatter) {
        this.formatter = formatter;
    }

    /** Puts it around the formatters of all handlers of this process. */
    static void install() {
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            if (!(handler.getFormatter() instanceof PlainFormatter)) {
                handler.setFormatter(new PlainFormatter(handler.getFormatter()));
            }
        }
    }

    @Override
    public String format(LogRecord logged) {
        LogRecord plain = new LogRecord(logged.getLevel(), PlainText.line(formatMessage(logged)));
        plain.setLoggerName(logged.getLoggerName());
        plain.setInstant(logged.getInstant());
        plain.setThrown(logged.getThrown());
        plain.setSourceClassName(logged.getSourceClassName());
        plain.setSourceMethodName(logged.getSourceMethodName());
        return Console.lineStart() + PlainText.lines(formatter.format(plain));
    }
}
