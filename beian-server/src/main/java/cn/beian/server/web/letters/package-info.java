/** Letters of every procedure: their head, their page and their PDF. */
@NullMarked
package cn.beian.server.web.letters;

import org.jspecify.annotations.NullMarked;
