/** From application to decision, as data and pure functions: no I/O, every instant is passed in. */
@NullMarked
package cn.beian.filing;

import org.jspecify.annotations.NullMarked;
