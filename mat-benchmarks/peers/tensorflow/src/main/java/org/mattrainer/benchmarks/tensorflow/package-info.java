/** TensorFlow-Java in graph mode, NHWC, as a contender. */
package org.mattrainer.benchmarks.tensorflow;
