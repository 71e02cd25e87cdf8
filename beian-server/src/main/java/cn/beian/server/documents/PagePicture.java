package cn.beian.server.documents;

import java.util.Optional;

/**
 * A page of a document as a picture that was drawn here.
 *
 * @param png empty where it cannot be drawn
 * @param later whether it may be drawn if somebody comes again
 */
public record PagePicture(Optional<byte[]> png, boolean later) {
  static final PagePicture NONE = new PagePicture(Optional.empty(), false);
}
