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

/**
 * Sources of images for Tribuo: readers of the usual files, wrappers that split a source or hide labels, and the search
 * for the files of well-known data sets. Sources give raw values 0..255 and leave zeros out, as the host's own readers
 * do, so that any trainer sees the same data; files are checked before memory is allocated for them.
 */
package org.mattrainer.data;
