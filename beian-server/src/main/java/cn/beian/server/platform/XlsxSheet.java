package cn.beian.server.platform;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The first sheet of an XLSX workbook as text (ECMA-376, part 1, 18.3 and 18.4): {@code
 * xl/workbook.xml} names the sheet, its relations the part, {@code xl/sharedStrings.xml} holds the
 * texts that cells refer to by number. Numbers are taken as they are written, formulas are not
 * computed: what was stored as their value follows an equals sign. A cell that spans rows is in
 * each of them. Document types and external entities are not read.
 */
final class XlsxSheet {
  private static final long MOST_INFLATED = 64L << 20;
  private static final int MOST_ENTRIES = 2_000;
  private static final int MOST_TEXTS = 500_000;
  private static final XMLInputFactory XML = factory();

  private final int mostRows;

  XlsxSheet(int mostRows) {
    this.mostRows = mostRows;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /** A ZIP file of something else. */
  static final class NoWorkbookException extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** The rows that are not empty. */
  List<TableRow> read(byte[] file) throws IOException {
    try {
      Map<String, byte[]> parts = parts(file);
      if (parts.keySet().stream().noneMatch(name -> name.startsWith("xl/"))) {
        throw new NoWorkbookException();
      }
      byte[] sheet = parts.get(nameOfFirstSheet(parts));
      if (sheet == null) {
        throw new IOException("no sheet");
      }
      return rows(sheet, texts(parts.get("xl/sharedStrings.xml")));
    } catch (XMLStreamException | IllegalArgumentException e) {
      throw new IOException("not a workbook", e);
    }
  }

  private static Map<String, byte[]> parts(byte[] file) throws IOException {
    Map<String, byte[]> parts = new HashMap<>();
    long left = MOST_INFLATED;
    int entries = 0;
    try (ZipFile zip = ZipFile.builder().setByteArray(file).setIgnoreLocalFileHeader(true).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        if (++entries > MOST_ENTRIES) {
          throw new IOException("too many entries");
        }
        if (entry.getName().startsWith("xl/") && entry.getName().contains(".xml")) {
          try (InputStream part = zip.getInputStream(entry)) {
            byte[] read = part.readNBytes((int) left + 1);
            left -= read.length;
            if (left < 0) {
              throw new IOException("too large");
            }
            parts.put(entry.getName(), read);
          }
        }
      }
    }
    return parts;
  }

  /** The part of the first sheet; that of most programs where the workbook does not say. */
  private static String nameOfFirstSheet(Map<String, byte[]> parts) throws XMLStreamException {
    String relation = first(parts.get("xl/workbook.xml"), "sheet", "", "");
    String target = first(parts.get("xl/_rels/workbook.xml.rels"), "Relationship", "Id", relation);
    if (target.isEmpty()) {
      return "xl/worksheets/sheet1.xml";
    }
    return target.startsWith("/") ? target.substring(1) : "xl/" + target;
  }

  /** Of the first such element the relation's id, or the target where another attribute fits. */
  private static String first(byte @Nullable [] part, String element, String name, String value)
      throws XMLStreamException {
    if (part == null) {
      return "";
    }
    XMLStreamReader xml = XML.createXMLStreamReader(new ByteArrayInputStream(part));
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals(element)) {
        if (name.isEmpty()) {
          return attribute(xml, "id");
        }
        if (attribute(xml, name).equals(value)) {
          return attribute(xml, "Target");
        }
      }
    }
    return "";
  }

  private static String attribute(XMLStreamReader xml, String name) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(name)) {
        return xml.getAttributeValue(i);
      }
    }
    return "";
  }

  private static List<String> texts(byte @Nullable [] part) throws XMLStreamException, IOException {
    List<String> texts = new ArrayList<>();
    if (part == null) {
      return texts;
    }
    XMLStreamReader xml = XML.createXMLStreamReader(new ByteArrayInputStream(part));
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("si")) {
        if (texts.size() >= MOST_TEXTS) {
          throw new IOException("too many texts");
        }
        texts.add(text(xml, "si"));
      }
    }
    return texts;
  }

  /** All {@code t} of an element, but for those of phonetic readings. */
  private static String text(XMLStreamReader xml, String element) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    boolean phonetic = false;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        phonetic |= xml.getLocalName().equals("rPh");
        if (xml.getLocalName().equals("t") && !phonetic && text.length() <= TableRow.LONGEST) {
          String piece = xml.getElementText(); // what is longer is refused anyway, so cut
          text.append(piece, 0, Math.min(piece.length(), 2 * TableRow.LONGEST));
        }
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        phonetic &= !xml.getLocalName().equals("rPh");
        if (xml.getLocalName().equals(element)) {
          break;
        }
      }
    }
    return text.toString();
  }

  private List<TableRow> rows(byte[] sheet, List<String> texts)
      throws XMLStreamException, IOException {
    List<TableRow> rows = new ArrayList<>();
    List<MergedCells> merged = new ArrayList<>();
    XMLStreamReader xml = XML.createXMLStreamReader(new ByteArrayInputStream(sheet));
    int number = 0;
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("row")) {
        String said = attribute(xml, "r");
        number = said.isEmpty() ? number + 1 : Integer.parseInt(said);
        TableRow row = row(xml, number, texts);
        if (!row.isBlank()) {
          if (rows.size() >= mostRows) {
            throw new SentTable.TooManyRowsException();
          }
          rows.add(row);
        }
      } else if (xml.isStartElement() && xml.getLocalName().equals("mergeCell")) {
        MergedCells.spanning(attribute(xml, "ref")).ifPresent(merged::add);
      }
    }
    return MergedCells.fill(rows, merged);
  }

  private static TableRow row(XMLStreamReader xml, int number, List<String> texts)
      throws XMLStreamException {
    List<String> cells = new ArrayList<>();
    boolean formula = false;
    int column = -1;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("row")) {
        break;
      }
      if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("c")) {
        String place = attribute(xml, "r");
        column = place.isEmpty() ? column + 1 : column(place);
        Cell cell = cell(xml, attribute(xml, "t"), texts);
        formula |= cell.formula();
        if (column >= 0 && column < SentTable.MOST_COLUMNS) {
          while (cells.size() <= column) {
            cells.add("");
          }
          cells.set(column, cell.formula() ? "=" + cell.text() : cell.text());
        }
      }
    }
    return TableRow.of(number, cells, formula);
  }

  private record Cell(String text, boolean formula) {}

  private static Cell cell(XMLStreamReader xml, String type, List<String> texts)
      throws XMLStreamException {
    String text = "";
    boolean formula = false;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("c")) {
        break;
      }
      if (event != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "f" -> formula = true;
        case "is" -> text = text(xml, "is");
        case "v" -> {
          String value = xml.getElementText();
          text = type.equals("s") ? shared(value, texts) : value;
        }
        default -> {} // such as extensions
      }
    }
    return new Cell(text, formula);
  }

  private static String shared(String value, List<String> texts) {
    int index = Integer.parseInt(value.strip());
    return index >= 0 && index < texts.size() ? texts.get(index) : "";
  }

  /** Column of a place such as {@code AB12}, from 0. */
  static int column(String place) {
    int column = 0;
    for (int i = 0; i < place.length() && place.charAt(i) >= 'A'; i++) {
      column = column * 26 + place.charAt(i) - 'A' + 1;
      if (column > SentTable.MOST_COLUMNS) {
        break; // none that is read
      }
    }
    return column - 1;
  }
}
