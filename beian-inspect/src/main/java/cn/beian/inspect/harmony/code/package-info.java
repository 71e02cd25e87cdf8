/** What Ark bytecode does, as facts: calls, texts, screens with their controls. */
@NullMarked
package cn.beian.inspect.harmony.code;

import org.jspecify.annotations.NullMarked;
