@org.jspecify.annotations.NullMarked
package cn.beian.server.web.rulebooks;
