/** Tests of inventories. */
@NullMarked
package cn.beian.server.inventory;

import org.jspecify.annotations.NullMarked;
