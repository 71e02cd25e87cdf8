package cn.beian.server.api;

import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A feed as RFC 4287.
 *
 * @param self its own address
 * @param page what it is a feed of, for people
 * @param updated when something in it was last new, RFC 3339 in UTC
 */
record AtomFeed(String self, String title, String page, String updated) {
  /** When a feed in which nothing is was updated. */
  static final String BEGINNING = "1970-01-01T00:00:00Z";

  private static final String NAMESPACE = "http://www.w3.org/2005/Atom";

  /** A point in time as feeds write it. */
  static String moment(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** The feed with these entries, in this order. */
  String with(List<AtomEntry> entries) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("feed");
      xml.writeDefaultNamespace(NAMESPACE);
      element(xml, "id", self);
      element(xml, "title", title);
      element(xml, "updated", updated);
      link(xml, new AtomEntry.Link("self", "", self));
      link(xml, new AtomEntry.Link("alternate", "", page));
      xml.writeStartElement("author");
      element(xml, "name", "beian");
      xml.writeEndElement();
      for (AtomEntry entry : entries) {
        entry(xml, entry);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("nothing goes wrong in a text", e);
    }
    return text.toString();
  }

  private static void entry(XMLStreamWriter xml, AtomEntry entry) throws XMLStreamException {
    xml.writeStartElement("entry");
    element(xml, "id", entry.id());
    element(xml, "title", writable(entry.title()));
    element(xml, "updated", entry.updated());
    if (entry.published().isPresent()) {
      element(xml, "published", moment(entry.published().get()));
    }
    for (AtomEntry.Link one : entry.links()) {
      link(xml, one);
    }
    element(xml, "summary", writable(entry.summary()));
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private static void link(XMLStreamWriter xml, AtomEntry.Link one) throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", one.relation());
    if (!one.type().isEmpty()) {
      xml.writeAttribute("type", one.type());
    }
    xml.writeAttribute("href", one.address());
  }

  /** XML 1.0 has no way to write most control characters, so they are left out. */
  private static String writable(String text) {
    return text.codePoints()
        .filter(c -> c == '\t' || c == '\n' || (c >= ' ' && c != 0xFFFE && c != 0xFFFF))
        .filter(c -> c < 0xD800 || c > 0xDFFF)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
