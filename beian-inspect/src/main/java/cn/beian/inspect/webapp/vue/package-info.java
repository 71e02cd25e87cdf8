/** Single-file components and the components that they use. */
@NullMarked
package cn.beian.inspect.webapp.vue;

import org.jspecify.annotations.NullMarked;
