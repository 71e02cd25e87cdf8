@NullMarked
package cn.beian.report;

import org.jspecify.annotations.NullMarked;
