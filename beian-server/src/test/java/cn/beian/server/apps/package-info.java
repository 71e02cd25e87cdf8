/** Tests of apps and of the units that use them. */
@NullMarked
package cn.beian.server.apps;

import org.jspecify.annotations.NullMarked;
