/**
 * Components that a package itself states: files which build tools and makers of libraries leave in
 * it, lists of licences, and texts of licences. Independent of the format of the package.
 */
@NullMarked
package cn.beian.inspect.library;

import org.jspecify.annotations.NullMarked;
