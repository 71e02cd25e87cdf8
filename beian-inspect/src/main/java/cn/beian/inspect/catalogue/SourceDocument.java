package cn.beian.inspect.catalogue;

/**
 * A public document that an entry rests on.
 *
 * @param kind what sort of document
 * @param checked when somebody last read it for this entry, ISO date
 * @param address of it
 */
public record SourceDocument(Kind kind, String checked, String address) {
  /** What sort of document. */
  public enum Kind {
    /** The vendor's own page, manual or privacy statement. */
    VENDOR,
    /** Where the library is published or its source lies. */
    COORDINATES,
    /** A public list of SDKs and how to tell them. */
    LIST,
    /** An app's published list of the SDKs that it uses. */
    POLICY
  }
}
