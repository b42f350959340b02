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

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.mattrainer.evaluation.command.Command;
import org.mattrainer.evaluation.command.CommandFlag;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.config.ConfigFiles;
import org.mattrainer.evaluation.config.Inspection;
import org.mattrainer.evaluation.config.ResolvedConfig;
import org.mattrainer.evaluation.config.UsedOverrides;
import org.mattrainer.evaluation.run.JobResolver;
import org.mattrainer.evaluation.run.TrainFlag;
import org.mattrainer.evaluation.run.study.StudyCommand;
import org.mattrainer.evaluation.run.study.TrainDispatch;
import org.mattrainer.evaluation.run.study.TrainingPlace;

/** The command {@code tribuo-train} from its arguments to its exit code. */
final class TrainCommand extends Command {

    TrainCommand(PrintStream out, PrintStream err) {
        super("tribuo-train", out, err);
    }

    @Override
    public String usage() {
        return TrainUsage.text();
    }

    @Override
    public List<? extends CommandFlag> flags() {
        return List.of(TrainFlag.values());
    }

    @Override
    public void execute(String... arguments) {
        CommandOptions options = CommandOptions.parse(flags(), arguments);
        List<String> files = options.configFiles();
        Console console = start(options);
        if (inspects(options)) {
            inspect(console, files, options);
            return;
        }
        new TrainDispatch(console, options, TrainingPlace.HERE).run();
    }

    private static boolean inspects(CommandOptions options) {
        return options.isSet(TrainFlag.LIST)
                || options.value(TrainFlag.DESCRIBE).isPresent()
                || options.isSet(TrainFlag.PRINT_CONFIG);
    }

    /** Shows the configuration instead of running it. */
    private static void inspect(Console console, List<String> files, CommandOptions options) {
        ConfigurationManager manager = ConfigFiles.open(files, Map.of());
        JobResolver resolver = new JobResolver(manager, options);
        Optional<String> several = StudyCommand.ofSeveral(manager, resolver, options);
        if (several.isPresent()) {
            Set<String> ofTrials = new TreeSet<>(options.overrides().keySet());
            ofTrials.removeAll(ConfigFiles.overrideKnown(manager, options.overrides(), Optional::empty));
            ofTrials.forEach(name -> console.warn(
                    "WARNING: --@" + name + " is for the trials, whose configurations are in their run folders"));
        } else {
            ConfigFiles.override(manager, options.overrides(), resolver::trainer);
        }
        Inspection inspection = new Inspection(manager);
        if (options.isSet(TrainFlag.LIST)) {
            console.result(inspection.list());
        }
        options.value(TrainFlag.DESCRIBE).map(inspection::describe).ifPresent(console::result);
        if (options.isSet(TrainFlag.PRINT_CONFIG)) {
            String job = several.orElseGet(() -> resolver.resolve(baseName(files.get(files.size() - 1))));
            if (several.isEmpty()) {
                UsedOverrides.warnings(manager, options.overrides().keySet(), resolver::trainer, job)
                        .forEach(console::warn);
            }
            String format = options.configFormat();
            console.result(new String(new ResolvedConfig(manager, job).toBytes(format), StandardCharsets.UTF_8));
        }
    }
}
