/** Ark bytecode: the layout of the file, its instructions, and what the code of a module does. */
@NullMarked
package cn.beian.inspect.harmony.abc;

import org.jspecify.annotations.NullMarked;
