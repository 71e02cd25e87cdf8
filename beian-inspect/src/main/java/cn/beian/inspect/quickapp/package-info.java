/** Quick apps, as source and as package. */
@NullMarked
package cn.beian.inspect.quickapp;

import org.jspecify.annotations.NullMarked;
