/** Pages of apps that are known before they are filed. */
@NullMarked
package cn.beian.server.web.inventory;

import org.jspecify.annotations.NullMarked;
