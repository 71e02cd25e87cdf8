/**
 * Containers: ZIP archives read as Android does, bounded and tolerant of what desktop libraries
 * refuse; wxapkg and tar; the signing block of quick apps.
 */
@NullMarked
package cn.beian.inspect.container;

import org.jspecify.annotations.NullMarked;
