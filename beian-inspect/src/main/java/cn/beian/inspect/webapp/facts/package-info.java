/**
 * Facts of screens: texts, controls, forms, calls, navigation and dead ends, whatever the app is
 * written in.
 */
@NullMarked
package cn.beian.inspect.webapp.facts;

import org.jspecify.annotations.NullMarked;
