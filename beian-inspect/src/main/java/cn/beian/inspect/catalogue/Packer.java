package cn.beian.inspect.catalogue;

import java.util.List;

/**
 * A protector (加固) that hides an app's code.
 *
 * @param id stable name of the entry, lower case
 * @param name of the product
 * @param vendor who makes it
 * @param patterns how to tell it
 * @param sources documents
 */
public record Packer(
    String id, Term name, Term vendor, List<Pattern> patterns, List<Source> sources) {
  public Packer {
    patterns = List.copyOf(patterns);
    sources = List.copyOf(sources);
  }
}
