/** What Apple's tools sign: the directory of code, and messages (CMS) around plists. */
@NullMarked
package cn.beian.inspect.ios.signature;

import org.jspecify.annotations.NullMarked;
