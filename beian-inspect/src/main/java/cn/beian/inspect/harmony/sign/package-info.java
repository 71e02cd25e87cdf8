/** The signature of a HarmonyOS package and the profile that it is issued with. */
@NullMarked
package cn.beian.inspect.harmony.sign;

import org.jspecify.annotations.NullMarked;
