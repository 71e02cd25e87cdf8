/**
 * Documents of strangers as pictures and text: read in a process of their own between the walls of
 * the readers of packages; only pictures that are drawn anew and plain text come out.
 */
@NullMarked
package cn.beian.server.documents;

import org.jspecify.annotations.NullMarked;
