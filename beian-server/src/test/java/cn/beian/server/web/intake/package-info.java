/** Tests of the pages on which packages are handed in. */
@org.jspecify.annotations.NullMarked
package cn.beian.server.web.intake;
