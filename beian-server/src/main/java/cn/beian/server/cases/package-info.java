/** The engine of procedures: what every kind of case needs, whatever its graph. */
@NullMarked
package cn.beian.server.cases;

import org.jspecify.annotations.NullMarked;
