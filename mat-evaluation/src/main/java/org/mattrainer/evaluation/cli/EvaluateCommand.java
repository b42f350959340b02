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
package org.mattrainer.evaluation.cli;

import java.io.PrintStream;
import java.util.List;
import org.mattrainer.evaluation.command.Command;
import org.mattrainer.evaluation.command.CommandFlag;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.run.evaluation.EvaluateDispatch;
import org.mattrainer.evaluation.run.evaluation.EvaluateFlag;
import org.mattrainer.evaluation.run.evaluation.EvaluationPlace;

/** The command {@code tribuo-evaluate} from its arguments to its exit code. */
final class EvaluateCommand extends Command {

    EvaluateCommand(PrintStream out, PrintStream err) {
        super("tribuo-evaluate", out, err);
    }

    @Override
    public String usage() {
        return EvaluateUsage.text();
    }

    @Override
    public List<? extends CommandFlag> flags() {
        return List.of(EvaluateFlag.values());
    }

    @Override
    public void execute(String... arguments) {
        CommandOptions options = CommandOptions.parse(flags(), arguments);
        // What is missing there is told before the properties of the process are changed.
        options.configFiles();
        options.configFormat();
        new EvaluateDispatch(start(options), options, EvaluationPlace.HERE).run();
    }
}
