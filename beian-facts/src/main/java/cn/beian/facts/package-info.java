@NullMarked
package cn.beian.facts;

import org.jspecify.annotations.NullMarked;
