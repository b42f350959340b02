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
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mattrainer.evaluation.command.Command;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.CommandFlag;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.command.Failures;
import org.mattrainer.evaluation.config.Components;
import org.mattrainer.evaluation.config.ConfigFiles;
import org.mattrainer.evaluation.config.UsedOverrides;
import org.mattrainer.evaluation.run.JobComponents;
import org.mattrainer.evaluation.run.ModelFile;
import org.mattrainer.evaluation.run.OutputFiles;
import org.mattrainer.evaluation.run.prediction.FileInput;
import org.mattrainer.evaluation.run.prediction.PredictRun;
import org.mattrainer.evaluation.run.prediction.PredictionFormat;
import org.mattrainer.evaluation.run.prediction.PredictionInput;
import org.mattrainer.evaluation.run.prediction.SizeRule;
import org.mattrainer.evaluation.run.prediction.SourceInput;
import org.mattrainer.image.ImageShape;
import org.mattrainer.internal.files.AtomicFiles;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.DataSource;
import org.tribuo.classification.Label;

/** The command {@code tribuo-predict} from its arguments to its exit code. */
final class PredictCommand extends Command {

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,9})x(\\d{1,9})x(\\d{1,9})");

    PredictCommand(PrintStream out, PrintStream err) {
        super("tribuo-predict", out, err);
    }

    @Override
    public String usage() {
        return PredictUsage.text();
    }

    @Override
    public List<? extends CommandFlag> flags() {
        return List.of(PredictFlag.values());
    }

    @Override
    public void execute(String... arguments) {
        CommandOptions options = CommandOptions.parseWithOperands(flags(), arguments);
        String path = options.value(PredictFlag.MODEL)
                .orElseThrow(() ->
                        new CommandException(ExitCode.USAGE, "no model; give one with --model PATH (--help explains)"));
        int top = options.integer(PredictFlag.TOP, 1, 1);
        PredictionFormat format = PredictionFormat.valueOf(
                options.choice(PredictFlag.FORMAT, "csv", "json", "html").toUpperCase(Locale.ROOT));
        int threads = options.threads();
        Optional<Path> output = options.path(PredictFlag.OUTPUT);
        Console console = start(options);
        ModelFile model = ModelFile.find(List.of(path)).get(0);
        PredictionInput input = input(console, options);
        try {
            if (output.isPresent()) {
                requireWritable(output.get(), options, model, input);
            }
            new PredictRun(console, model, input, format, top, threads).run(output);
        } catch (IOException e) {
            throw Failures.ofRun(e);
        }
    }

    private static void requireWritable(Path output, CommandOptions options, ModelFile model, PredictionInput input)
            throws IOException {
        AtomicFiles.requireWritable(output);
        List<Path> read = new ArrayList<>(List.of(model.file()));
        options.list(PredictFlag.CONFIG_FILE).stream().map(Path::of).forEach(read::add);
        if (Files.exists(output)) {
            read.addAll(input.files());
        }
        OutputFiles.requireApart(PredictFlag.OUTPUT.longName(), output, read);
    }

    private static PredictionInput input(Console console, CommandOptions options) {
        Optional<ImageShape> shape = options.value(PredictFlag.SHAPE).map(PredictCommand::shape);
        List<String> configuration = options.list(PredictFlag.CONFIG_FILE);
        if (configuration.isEmpty()) {
            if (options.value(PredictFlag.SOURCE).isPresent()) {
                throw new CommandException(
                        ExitCode.USAGE, "--test-source needs a configuration; give one with -c FILE");
            }
            if (!options.overrides().isEmpty()) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "--@" + options.overrides().keySet().iterator().next()
                                + " needs a configuration to change; give one with -c FILE");
            }
            return FileInput.of(
                    options.operands(), shape, SizeRule.of(options.choice(PredictFlag.RESIZE, SizeRule.words())));
        }
        Optional<String> resize = options.value(PredictFlag.RESIZE);
        if (!options.operands().isEmpty() || shape.isPresent() || resize.isPresent()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "expected either a data source of a configuration (-c) or image files, found -c and "
                            + (shape.isPresent()
                                    ? "--shape"
                                    : resize.isPresent()
                                            ? "--resize"
                                            : "'" + options.operands().get(0) + "'"));
        }
        ConfigurationManager manager = ConfigFiles.open(configuration, options.overrides());
        Components components = new Components(manager);
        String name = options.value(PredictFlag.SOURCE)
                .or(() -> Components.only(
                        components.ofType(ConfigurableDataSource.class), "data sources", PredictFlag.SOURCE))
                .orElseThrow(() -> new CommandException(ExitCode.USAGE, "the configuration holds no data source"));
        components.require(name, ConfigurableDataSource.class, PredictFlag.SOURCE);
        UsedOverrides.warnings(manager, options.overrides().keySet(), Optional::empty, name)
                .forEach(console::warn);
        try {
            components.leavesFirst(name).forEach(part -> JobComponents.lookUp(manager, components, part));
            @SuppressWarnings("unchecked") // what it gives is looked at
            DataSource<Label> source = (DataSource<Label>) manager.lookup(name);
            return new SourceInput(name, source);
        } catch (RuntimeException | StackOverflowError e) {
            throw Failures.ofConfiguration(e);
        }
    }

    private static ImageShape shape(String text) {
        Matcher m = SHAPE.matcher(text);
        try {
            if (m.matches()) {
                return new ImageShape(
                        Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)));
            }
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "--shape: " + e.getMessage(), e);
        }
        throw new CommandException(
                ExitCode.USAGE, "--shape: expected channels, rows and columns such as 1x28x28, found '" + text + "'");
    }
}
