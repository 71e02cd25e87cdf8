package cn.beian.server.documents;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The plain text of a document of Word, Excel, PowerPoint or LibreOffice. Macros, pictures and what
 * lies outside the file are not looked at; a document type is refused, since these files have none.
 */
final class OfficeText {
  private static final int MOST_ENTRIES = 5_000;
  private static final long MOST_BYTES = 48L << 20;
  private static final int MOST_TEXT = 200_000;
  private static final Pattern PARTS =
      Pattern.compile(
          "word/document\\.xml|ppt/slides/slide\\d+\\.xml|xl/worksheets/sheet\\d+\\.xml|content\\.xml");
  private static final String STRINGS = "xl/sharedStrings.xml";
  private static final Set<String> LINES = Set.of("p", "h", "row", "table-row", "br");
  private static final Set<String> CELLS = Set.of("tc", "tab", "table-cell");

  private final StringBuilder text = new StringBuilder();
  private final List<String> strings = new ArrayList<>();
  private long left = MOST_BYTES;

  private OfficeText() {}

  static String of(Path file) throws IOException, UnreadableDocumentException {
    OfficeText reading = new OfficeText();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MOST_ENTRIES) {
        throw UnreadableDocumentException.limit("too many entries");
      }
      ZipEntry shared = zip.getEntry(STRINGS);
      if (shared != null) {
        reading.read(zip, shared, true);
      }
      List<? extends ZipEntry> parts =
          zip.stream()
              .filter(entry -> PARTS.matcher(entry.getName()).matches())
              .sorted(
                  Comparator.<ZipEntry>comparingInt(entry -> entry.getName().length())
                      .thenComparing(ZipEntry::getName))
              .toList();
      for (ZipEntry part : parts) {
        if (reading.text.length() < MOST_TEXT) {
          reading.read(zip, part, false);
        }
      }
    } catch (XMLStreamException | ZipException | IllegalArgumentException e) {
      throw reading.left < 0
          ? UnreadableDocumentException.limit("too many bytes")
          : UnreadableDocumentException.broken(e.toString());
    }
    return reading.text.substring(0, Math.min(reading.text.length(), MOST_TEXT));
  }

  private void read(ZipFile zip, ZipEntry entry, boolean shared)
      throws IOException, XMLStreamException, UnreadableDocumentException {
    try (InputStream in = new Counted(zip.getInputStream(entry))) {
      XMLStreamReader xml = factory().createXMLStreamReader(in);
      if (shared) {
        strings(xml);
      } else {
        part(xml, entry.getName().startsWith("xl/"), entry.getName().equals("content.xml"));
      }
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("asks for something outside");
        });
    return factory;
  }

  private void strings(XMLStreamReader xml) throws XMLStreamException, UnreadableDocumentException {
    StringBuilder one = new StringBuilder();
    boolean inText = false;
    while (xml.hasNext()) {
      int event = next(xml);
      if (event == XMLStreamConstants.START_ELEMENT) {
        inText = xml.getLocalName().equals("t");
      } else if (event == XMLStreamConstants.CHARACTERS && inText) {
        one.append(xml.getText());
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        inText = false;
        if (xml.getLocalName().equals("si")) {
          strings.add(one.toString());
          one.setLength(0);
        }
      }
    }
  }

  /** A cell of a table of Excel holds a number or the place of a string; all else holds text. */
  private void part(XMLStreamReader xml, boolean table, boolean open)
      throws XMLStreamException, UnreadableDocumentException {
    StringBuilder value = new StringBuilder();
    String type = "";
    boolean inText = false;
    while (xml.hasNext() && text.length() < MOST_TEXT) {
      int event = next(xml);
      if (event == XMLStreamConstants.START_ELEMENT) {
        String name = xml.getLocalName();
        if (table && name.equals("c")) {
          type = String.valueOf(xml.getAttributeValue(null, "t"));
        }
        inText = inText || name.equals("t") || (table && name.equals("v")) || (open && line(name));
      } else if (event == XMLStreamConstants.CHARACTERS && inText) {
        (table ? value : text).append(xml.getText());
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        String name = xml.getLocalName();
        if (table && (name.equals("v") || name.equals("is"))) {
          text.append(cell(type, value.toString())).append('\t');
          value.setLength(0);
        }
        inText = inText && open && !line(name);
        if (line(name)) {
          text.append('\n');
        } else if (CELLS.contains(name)) {
          text.append('\t');
        }
      }
    }
  }

  private static boolean line(String name) {
    return LINES.contains(name);
  }

  private String cell(String type, String value) {
    if (!type.equals("s")) {
      return value;
    }
    int at = Integer.parseInt(value.strip());
    return at >= 0 && at < strings.size() ? strings.get(at) : "";
  }

  private static int next(XMLStreamReader xml)
      throws XMLStreamException, UnreadableDocumentException {
    int event = xml.next();
    if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw UnreadableDocumentException.broken("a document type");
    }
    return event;
  }

  /** All parts together give at most so many bytes. */
  private final class Counted extends FilterInputStream {
    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int came = super.read();
      count(came < 0 ? 0 : 1);
      return came;
    }

    @Override
    public int read(byte[] bytes, int from, int many) throws IOException {
      int came = super.read(bytes, from, many);
      count(Math.max(0, came));
      return came;
    }

    private void count(int came) throws IOException {
      left -= came;
      if (left < 0) {
        throw new ZipException("too many bytes");
      }
    }
  }
}
