/** HarmonyOS packages: reads {@code .hap}, {@code .hsp} and {@code .app}. */
@NullMarked
package cn.beian.inspect.harmony;

import org.jspecify.annotations.NullMarked;
