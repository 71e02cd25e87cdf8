@NullMarked
package cn.beian.server.web;

import org.jspecify.annotations.NullMarked;
