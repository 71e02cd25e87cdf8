package cn.beian.server.web.http;

/**
 * Why a request was refused before anything of it was read, for the page that says so.
 *
 * @param text last part of the key of its sentence, after {@code error.}
 */
public record OriginRefusal(String text) {
  /** Name of the attribute of a request. */
  public static final String ATTRIBUTE = OriginRefusal.class.getName();

  /** The browser named another site. */
  static final OriginRefusal OTHER_SITE = new OriginRefusal("403.otherSite");

  /** Nothing says from which page a file comes. */
  static final OriginRefusal NOT_SAID = new OriginRefusal("403.noOrigin");
}
