/** Takes what people hand in: packages and attachments, stored under their digest. */
@NullMarked
package cn.beian.server.intake;

import org.jspecify.annotations.NullMarked;
