/** Builders of HarmonyOS packages and of their parts. */
@NullMarked
package cn.beian.testkit.harmony;

import org.jspecify.annotations.NullMarked;
