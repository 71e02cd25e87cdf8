/**
 * What the readers of code, manifest and pages share: what code said about screens, and which
 * libraries the app can come to.
 */
@NullMarked
package cn.beian.inspect.android.shared;

import org.jspecify.annotations.NullMarked;
