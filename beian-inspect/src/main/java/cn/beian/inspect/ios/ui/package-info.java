/** Compiled interface files: objects, texts, controls, and what is connected with what. */
@NullMarked
package cn.beian.inspect.ios.ui;

import org.jspecify.annotations.NullMarked;
