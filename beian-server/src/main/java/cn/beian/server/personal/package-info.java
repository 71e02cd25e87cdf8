/**
 * Personal data and secrets that the database stores encrypted only, and the key for them.
 */
@NullMarked
package cn.beian.server.personal;

import org.jspecify.annotations.NullMarked;
