package cn.beian.inspect.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One entry of a catalogue file: lines of {@code field: value}, ended by an empty line. {@code #}
 * starts a line of comment.
 *
 * @param file it stands in
 * @param line its first, from 1
 * @param fields in the order of the file
 */
record Stanza(String file, int line, List<Entry> fields) {
  record Entry(String field, String value, int line) {}

  Stanza {
    fields = List.copyOf(fields);
  }

  /** The entries of a file, in order; tells of lines that are none. */
  static List<Stanza> read(String file, String text, Consumer<CatalogueProblem> problems) {
    List<Stanza> stanzas = new ArrayList<>();
    List<Entry> open = new ArrayList<>();
    int number = 0;
    for (String line : (text + "\n\n").split("\n", -1)) {
      number++;
      if (line.isBlank()) {
        if (!open.isEmpty()) {
          stanzas.add(new Stanza(file, open.get(0).line, open));
          open.clear();
        }
      } else if (!line.startsWith("#")) {
        int colon = line.indexOf(": ");
        if (colon < 1) {
          problems.accept(
              new CatalogueProblem(
                  file, number, "expected 'field: value', found '" + line.strip() + "'"));
        } else {
          String value = line.substring(colon + 2).strip();
          open.add(new Entry(line.substring(0, colon).strip(), value, number));
        }
      }
    }
    return stanzas;
  }

  List<Entry> all(String field) {
    return fields.stream().filter(entry -> entry.field.equals(field)).toList();
  }

  Optional<Entry> first(String field) {
    return fields.stream().filter(entry -> entry.field.equals(field)).findFirst();
  }
}
