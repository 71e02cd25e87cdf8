/** The table of resources of a HarmonyOS module as a value. */
@NullMarked
package cn.beian.inspect.harmony.resource;

import org.jspecify.annotations.NullMarked;
