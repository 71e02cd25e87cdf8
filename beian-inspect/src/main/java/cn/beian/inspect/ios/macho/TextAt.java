package cn.beian.inspect.ios.macho;

/**
 * A text in an image.
 *
 * @param offset of its characters in the file
 */
public record TextAt(String text, long offset) {}
