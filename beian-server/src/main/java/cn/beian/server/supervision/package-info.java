/**
 * Cases of supervision: what is found in a filed app is told to its sponsor, answered and settled
 * (R-22, R-23).
 */
@NullMarked
package cn.beian.server.supervision;

import org.jspecify.annotations.NullMarked;
