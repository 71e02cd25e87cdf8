/** The cases that wait for an official, in the order of their deadlines. */
@NamedInterface
@NullMarked
package cn.beian.server.filings.queue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
