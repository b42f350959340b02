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
package org.mattrainer.evaluation.config;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.property.ListProperty;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import java.util.List;
import org.mattrainer.evaluation.command.CommandFlag;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.CommonFlag;

/**
 * Works the flags of a command into the component of the job that it runs, so that the job can be written as a
 * configuration of its own. A flag that is not given changes nothing.
 */
public final class JobFlags {

    private final Components components;
    private final CommandOptions options;
    private final ConfigurationData job;
    private final String jobName;

    public JobFlags(Components components, CommandOptions options, String jobName) {
        this.components = components;
        this.options = options;
        this.job = components.data(jobName);
        this.jobName = jobName;
    }

    /** The flags that all jobs have: evaluators and the folder; and a name, unless the job has one. */
    public void setCommon(String name, Class<?> evaluatorType) {
        if (!job.contains("name")) {
            job.add("name", new SimpleProperty(name));
        }
        List<String> evaluators = options.list(CommonFlag.EVALUATORS);
        evaluators.forEach(evaluator -> components.require(evaluator, evaluatorType, CommonFlag.EVALUATORS));
        setList("evaluators", CommonFlag.EVALUATORS);
        requireOnce("outputDirectory", CommonFlag.OUTPUT_DIRECTORY);
        options.path(CommonFlag.OUTPUT_DIRECTORY)
                .ifPresent(path -> job.add("outputDirectory", new SimpleProperty(path.toString())));
    }

    /** A flag that names a component of a type. */
    public void setComponent(String property, CommandFlag flag, Class<?> type) {
        requireOnce(property, flag);
        options.value(flag).ifPresent(name -> {
            components.require(name, type, flag);
            job.add(property, new SimpleProperty(name));
        });
    }

    /** A flag that is a list of texts; none changes nothing. */
    public void setList(String property, CommandFlag flag) {
        requireOnce(property, flag);
        List<String> texts = options.list(flag);
        if (!texts.isEmpty()) {
            job.add(property, ListProperty.createFromStringList(texts));
        }
    }

    private void requireOnce(String property, CommandFlag flag) {
        options.requireOnce(flag, jobName + "." + property);
    }
}
