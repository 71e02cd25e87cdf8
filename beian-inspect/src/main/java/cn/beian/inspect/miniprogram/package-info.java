/** Reads the source of WeChat mini-programs: app.json, pages, components, templates and scripts. */
@NullMarked
package cn.beian.inspect.miniprogram;

import org.jspecify.annotations.NullMarked;
