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
package org.mattrainer.evaluation.run.study;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.util.List;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.job.StudyJob;

/**
 * A study and what it comes from.
 *
 * @param name name of the study
 * @param job the study
 * @param methods its methods
 * @param files the configuration files
 * @param manager the configuration
 * @param options the command line
 */
record StudyPlan(
        String name,
        StudyJob job,
        StudyMethods methods,
        List<String> files,
        ConfigurationManager manager,
        CommandOptions options) {}
