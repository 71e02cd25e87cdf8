/** Policy parameters with source, verification and history (regulation §3). */
@NullMarked
package cn.beian.filing.parameters;

import org.jspecify.annotations.NullMarked;
