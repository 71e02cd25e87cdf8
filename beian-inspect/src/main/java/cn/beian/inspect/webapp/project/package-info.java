/**
 * The files of an app written with web techniques, and what its configuration comes down to: pages,
 * routes, views, templates as text. States next to no facts.
 */
@NullMarked
package cn.beian.inspect.webapp.project;

import org.jspecify.annotations.NullMarked;
