/** What the manifests of HarmonyOS modules say, those of the FA model and of the Stage model. */
@NullMarked
package cn.beian.inspect.harmony.manifest;

import org.jspecify.annotations.NullMarked;
