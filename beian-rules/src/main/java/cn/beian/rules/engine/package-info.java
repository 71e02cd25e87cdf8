/** From facts, context and rulebook to findings; nothing but these three decides. */
@NullMarked
package cn.beian.rules.engine;

import org.jspecify.annotations.NullMarked;
