/**
 * What the readers of code, manifest and pages share: whose code a class is, what code said about
 * screens, texts and addresses, and which libraries the app can come to.
 */
@NullMarked
package cn.beian.inspect.android.shared;

import org.jspecify.annotations.NullMarked;
