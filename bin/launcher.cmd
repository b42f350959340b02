@echo off
rem
rem Copyright (c) 2026 The MatTrainer developers.
rem
rem Licensed under the Apache License, Version 2.0 (the "License");
rem you may not use this file except in compliance with the License.
rem You may obtain a copy of the License at
rem
rem     http://www.apache.org/licenses/LICENSE-2.0
rem
rem Unless required by applicable law or agreed to in writing, software
rem distributed under the License is distributed on an "AS IS" BASIS,
rem WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
rem See the License for the specific language governing permissions and
rem Finds Java and starts a command; entered from the scripts beside it, which set command_name and main_class.
rem From a checkout the first use builds the command with Maven; the release needs no build. Environment: JAVA_HOME (a
rem JDK of 17 or later; without it java of the PATH is used), JAVA_OPTS (options of the Java machine), MAT_CLASSPATH
rem (jars with further trainers and sources). A command that sets needs_spark also uses SPARK_HOME (an installation of Spark).
setlocal enableextensions disabledelayedexpansion
for %%i in ("%~dp0..") do set "home=%%~fi"

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
set "java_version=0"
for /f "tokens=3" %%v in ('"%java%" -version 2^>^&1 ^| findstr /c:"version"') do (
    for /f "delims=.-+ tokens=1" %%m in ("%%~v") do set "java_version=%%m"
)
if %java_version% lss 17 (
    echo %command_name%: expected a JDK of 17 or later in JAVA_HOME or on the PATH, found version %java_version% 1>&2
    exit /b 1
)

set "spark_home="
if not defined needs_spark goto found_spark
set "spark_home=%SPARK_HOME%"
if not exist "%spark_home%\jars\" (
    echo %command_name%: expected an installation of Spark 4.2 ^(jars^) in SPARK_HOME, found none in "%spark_home%" 1>&2
    exit /b 1
)
:found_spark
if exist "%home%\lib\" (
    set "classpath=%home%\lib\*"
    if defined needs_spark set "classpath=%home%\lib\spark\*;%home%\lib\*"
    goto run
)
if not exist "%home%\mat-evaluation\pom.xml" (
    echo %command_name%: expected a release ^(lib^) or a checkout ^(mat-evaluation\pom.xml^) in %home%, found neither 1>&2
    exit /b 1
)
set "target=%home%\mat-evaluation\target"
set "stamp=%target%\launcher-stamp"
set "build_options=-pl mat-evaluation"
if defined needs_spark (
    set "stamp=%target%\launcher-stamp-spark"
    set "build_options=-P spark -pl mat-spark"
)
if exist "%stamp%" goto built
echo %command_name%: building from source, which takes a minute or two ... 1>&2
rem Jars of an earlier version would be found beside the new ones.
if exist "%target%\lib\" rmdir /s /q "%target%\lib"
del /q "%target%\mat-evaluation-*.jar" 2>nul
pushd "%home%"
call mvn -q -B %build_options% -am -Dmaven.test.skip=true -Dcyclonedx.skip=true -Derrorprone.flags=-XepDisableAllChecks package 1>&2
if errorlevel 1 (
    popd
    echo %command_name%: the build failed; its output stands above 1>&2
    exit /b 1
)
popd
type nul >"%stamp%"
:built
set "classpath=%target%\lib\*"
for %%j in ("%target%\mat-evaluation-*.jar") do call :add_jar "%%~fj"
if defined needs_spark for %%j in ("%home%\mat-spark\target\mat-spark-*.jar") do call :add_jar "%%~fj"

:run
rem Spark's jars come first: it wants all parts of a library in the version that it brings.
if defined needs_spark set "classpath=%spark_home%\conf;%spark_home%\jars\*;%classpath%"
if defined MAT_CLASSPATH set "classpath=%classpath%;%MAT_CLASSPATH%"
rem Without the module the command works too, with slower arithmetic, and says so.
set "vector="
"%java%" --list-modules 2>nul | findstr /b /c:"jdk.incubator.vector" >nul && set "vector=--add-modules jdk.incubator.vector"
set "unsafe="
if %java_version% geq 23 set "unsafe=--sun-misc-unsafe-memory-access=allow"
rem No object is ever deserialized, but by Spark, whose processes send them to each other.
set "objects=-Djdk.serialFilter=!*"
set "opens="
if not defined needs_spark goto start
set "objects=-Djdk.serialFilter="
for %%p in (java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent java.util.concurrent.atomic jdk.internal.ref sun.nio.ch sun.nio.cs sun.util.calendar) do call :open_package %%p
if %java_version% geq 24 set "opens=%opens% --enable-native-access=ALL-UNNAMED"
if %java_version% lss 24 call :open_package sun.security.action
:start
"%java%" %vector% %unsafe% %opens% ^
    "%objects%" -Djavax.xml.accessExternalDTD= -Djavax.xml.accessExternalSchema= ^
    -Djava.awt.headless=true -Dmattrainer.terminal=false -Dmattrainer.columns=80 "-DmattrainerHome=%home%" ^
    %JAVA_OPTS% -cp "%classpath%" %main_class% %*
exit /b %ERRORLEVEL%

:open_package
set "opens=%opens% --add-opens=java.base/%1=ALL-UNNAMED"
exit /b 0

:add_jar
echo %~n1| findstr /e /c:"-sources" /c:"-javadoc" >nul || set "classpath=%~1;%classpath%"
exit /b 0
