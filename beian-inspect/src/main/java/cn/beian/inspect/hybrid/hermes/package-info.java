/** React Native bundles, compiled by Hermes or plain. */
@NullMarked
package cn.beian.inspect.hybrid.hermes;

import org.jspecify.annotations.NullMarked;
