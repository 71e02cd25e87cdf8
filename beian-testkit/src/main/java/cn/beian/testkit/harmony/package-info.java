/** Builders of HarmonyOS packages and of what is in them. */
@NullMarked
package cn.beian.testkit.harmony;

import org.jspecify.annotations.NullMarked;
