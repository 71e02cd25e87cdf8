/** Signed messages (CMS), whoever uses them. */
@NullMarked
package cn.beian.inspect.signature;

import org.jspecify.annotations.NullMarked;
