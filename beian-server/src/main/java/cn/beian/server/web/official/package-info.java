/** Published lists of the official system: their import, and the batches that anybody may read. */
@NullMarked
package cn.beian.server.web.official;

import org.jspecify.annotations.NullMarked;
