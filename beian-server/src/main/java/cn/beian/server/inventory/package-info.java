/**
 * Apps that are known before they are filed: inventories, whose apps they are, and how far those of
 * a region are filed.
 */
@NullMarked
package cn.beian.server.inventory;

import org.jspecify.annotations.NullMarked;
