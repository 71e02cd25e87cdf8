package cn.beian.inspect.js;

import java.util.List;

/**
 * A call, or a reference to a platform function that is passed on, as {@code promisify(wx.login)}.
 *
 * @param name dotted, with local aliases and imports put in: {@code wx.cloud.database.collection},
 *     {@code this.load}, {@code require(../../api).sign}; a base that is no name is {@code ?}
 * @param line from 1
 * @param function outermost named function it stands in; empty at the top level
 * @param arguments string and number literals among the arguments, in order, and of a sort the
 *     properties that it compares, of what writes to the log the names of the values, at most
 *     {@link #MAX_ARGUMENTS}
 */
public record Call(String name, int line, String function, List<String> arguments) {
  public static final int MAX_ARGUMENTS = 8;

  public Call {
    arguments = List.copyOf(arguments);
  }

  /** The part of the name after the last dot. */
  public String lastName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
