/** PyTorch through DJL as a contender. */
package org.mattrainer.benchmarks.djl;
