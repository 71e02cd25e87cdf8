package cn.beian.server.api;

import cn.beian.server.platform.PublicAddress;
import cn.beian.server.records.PublicEvent;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The newest events of the register as RFC 4287. */
@Component
final class AtomFeed {
  private static final String NAMESPACE = "http://www.w3.org/2005/Atom";
  private static final String BEGINNING = "1970-01-01T00:00:00Z";

  private final PublicAddress address;
  private final MessageSource messages;

  AtomFeed(PublicAddress address, MessageSource messages) {
    this.address = address;
    this.messages = messages;
  }

  /** A feed of these events, newest first. */
  String of(List<PublicEvent> newest, Locale locale) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("feed");
      xml.writeDefaultNamespace(NAMESPACE);
      element(xml, "id", address.of("/api/v1/feed.atom"));
      element(xml, "title", messages.getMessage("portal.feed.title", null, locale));
      element(xml, "updated", newest.isEmpty() ? BEGINNING : newest.get(0).text("at"));
      link(xml, "self", address.of("/api/v1/feed.atom"));
      link(xml, "alternate", address.of("/register"));
      xml.writeStartElement("author");
      element(xml, "name", "beian");
      xml.writeEndElement();
      for (PublicEvent event : newest) {
        entry(xml, event, locale);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("nothing goes wrong in a text", e);
    }
    return text.toString();
  }

  private void entry(XMLStreamWriter xml, PublicEvent event, Locale locale)
      throws XMLStreamException {
    String number = event.text("number");
    String what = messages.getMessage("portal.event." + event.text("event"), null, locale);
    String name = event.open() ? event.text("appName") : number;
    xml.writeStartElement("entry");
    element(xml, "id", address.of("/ledger/entries/" + event.index()));
    element(xml, "title", writable(what + " · " + name));
    element(xml, "updated", event.text("at"));
    link(xml, "alternate", address.of("/records/" + number));
    element(
        xml,
        "summary",
        writable(event.open() ? number + " · " + event.text("sponsorName") : number));
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private static void link(XMLStreamWriter xml, String relation, String to)
      throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", relation);
    xml.writeAttribute("href", to);
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
