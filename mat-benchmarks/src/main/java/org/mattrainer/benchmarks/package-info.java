/** Benchmarks of kernels and of whole steps. Nothing here is published. */
package org.mattrainer.benchmarks;
