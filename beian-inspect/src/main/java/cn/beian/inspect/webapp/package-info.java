/**
 * Reads the source and the packages of mini-programs and quick apps: finds what a folder or package
 * is written in and puts its screens together.
 */
@NullMarked
package cn.beian.inspect.webapp;

import org.jspecify.annotations.NullMarked;
