/** Facts of pages: layouts, menus, texts of the resource table, and which screen they belong to. */
@NullMarked
package cn.beian.inspect.android.ui;

import org.jspecify.annotations.NullMarked;
