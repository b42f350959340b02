/**
 * A contest between contenders that each run in a virtual machine of their own: what they run ({@code BenchCase},
 * {@code StepKind}), the worker that serves turns, and the driver's end of the line. This package needs nothing but the
 * JDK, so that a contender's class path holds only its own libraries.
 */
package org.mattrainer.benchmarks.contest;
